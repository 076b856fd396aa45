import { expect, test } from "vitest";
import { LIMITS, OpenStreams } from "@/lib/http/open-streams";
import type { Actor } from "@/lib/platform/ctx";

const user = (userId: string): { actor: Actor; workspaceId: string } => ({
  actor: { type: "user", userId, permissions: new Set() },
  workspaceId: "w",
});
const token = (tokenId: string): { actor: Actor; workspaceId: string } => ({
  actor: { type: "webhook", tokenId, permissions: new Set() },
  workspaceId: "w",
});

test("a person holds ten streams open, whatever they follow, and another person as many", () => {
  const streams = new OpenStreams();
  const ends = Array.from({ length: LIMITS.ofOne }, () => streams.open(user("ada")));
  expect(LIMITS.ofOne).toBe(10);
  expect(() => streams.open(user("ada"))).toThrow(
    expect.objectContaining({ kind: "rate_limited", code: "stream.too_many", details: { retry_after_seconds: 10 } }),
  );
  streams.open(user("grace"));
  ends[0]?.();
  ends[0]?.();
  streams.open(user("ada"));
  expect(() => streams.open(user("ada"))).toThrow("You have 10 streams open");
});

test("a token holds more, and the process no more than it can", () => {
  const streams = new OpenStreams({ ofOne: 1, ofToken: 3, all: 4 });
  for (let index = 0; index < 3; index += 1) streams.open(token("t"));
  expect(() => streams.open(token("t"))).toThrow(expect.objectContaining({ code: "stream.too_many" }));
  const end = streams.open(user("ada"));
  expect(() => streams.open(user("grace"))).toThrow(
    expect.objectContaining({ kind: "unavailable", code: "stream.busy" }),
  );
  end();
  streams.open(user("grace"));
});
