import { expect, test } from "vitest";
import type { Actor } from "@/lib/platform/ctx";
import { PERMISSIONS } from "@/lib/platform/permissions";
import { requirePermission } from "@/lib/foundation/access/require-permission";

const check =
  (actor: Actor): (() => void) =>
  () =>
    requirePermission({ actor }, "leads.write");
const missing = expect.objectContaining({
  kind: "forbidden",
  code: "permission.missing",
  message: expect.stringContaining("leads.write"),
  details: { permission: "leads.write" },
});

test("a caller with the permission passes, and so does a job", () => {
  expect(check({ type: "user", userId: "u", permissions: new Set(["leads.write"]) })).not.toThrow();
  expect(check({ type: "job", job: "leads.import" })).not.toThrow();
});

test("a caller without it is told which permission is missing", () => {
  const others = new Set(PERMISSIONS.filter((permission) => permission !== "leads.write"));
  expect(check({ type: "user", userId: "u", permissions: others })).toThrow(missing);
  expect(check({ type: "webhook", tokenId: "t", permissions: new Set() })).toThrow(missing);
  expect(check({ type: "recipient", permissions: new Set() })).toThrow(missing);
});
