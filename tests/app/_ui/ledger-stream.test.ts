import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followLedger, type LedgerFollower } from "@/app/_ui/ledger-stream";
import type { LedgerEntry } from "@/lib/ledger/schemas";

const COMPANY = "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a01";
const LINE: LedgerEntry = { id: 7, type: "t", message: "m", data: {}, actor_type: "user", created_at: "2026-11-22" };

/** The browser's connection, as far as a page can see it. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }

  close(): void {
    this.readyState = Source.CLOSED;
  }

  say(type: string, data: unknown, lastEventId = ""): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId }));
  }

  refuse(): void {
    this.readyState = Source.CLOSED;
    this.dispatchEvent(new Event("error"));
  }
}

const assign = vi.fn<(url: string) => void>();
const follower = (): LedgerFollower => ({
  onEntry: vi.fn<LedgerFollower["onEntry"]>(),
  onLive: vi.fn<LedgerFollower["onLive"]>(),
});
const latest = (): Source => {
  const source = Source.all.at(-1);
  if (!source) throw new Error("Nothing is open.");
  return source;
};

beforeEach(() => {
  Source.all = [];
  assign.mockReset();
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("window", { location: { pathname: `/companies/${COMPANY}/leads`, search: "", assign } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("all parts of a page share one connection, which ends with the last of them", () => {
  const [first, second] = [follower(), follower()];
  const leaveFirst = followLedger(COMPANY, first);
  const leaveSecond = followLedger(COMPANY, second);
  expect(Source.all).toHaveLength(1);
  latest().say("message", LINE, "1");
  expect(first.onEntry).toHaveBeenCalledWith(LINE);
  expect(second.onEntry).toHaveBeenCalledWith(LINE);

  leaveFirst();
  expect(latest().readyState).toBe(1);
  leaveSecond();
  expect(latest().readyState).toBe(Source.CLOSED);
});

test.each([
  ["workspace.frozen", `/frozen/${COMPANY}`],
  ["workspace.forbidden", "/companies?left=1"],
])("a stream that ends with %s leads to %s and is not opened again", (code, path) => {
  const leave = followLedger(COMPANY, follower());
  latest().say("ended", { code, error: "It is over." });
  expect(assign).toHaveBeenCalledExactlyOnceWith(path);
  vi.advanceTimersByTime(60_000);
  expect(Source.all).toHaveLength(1);
  leave();
});

test("a stream that was refused asks the API why, and goes on where it was once that answers", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ id: COMPANY }));
  const seen = follower();
  const leave = followLedger(COMPANY, seen);
  latest().say("message", LINE, "12:34");
  latest().refuse();
  expect(seen.onLive).toHaveBeenLastCalledWith(false);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(Source.all).toHaveLength(2);
  expect(new URL(latest().url, "http://x").searchParams.get("position")).toBe("12:34");
  leave();
});

test("a stream that was refused because of a freeze leads to its page, for good", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({ error: "Frozen", code: "workspace.frozen", request_id: "r" }, { status: 403 }),
  );
  const leave = followLedger(COMPANY, follower());
  latest().refuse();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(assign).toHaveBeenCalledExactlyOnceWith(`/frozen/${COMPANY}`);
  expect(Source.all).toHaveLength(1);
  leave();
});
