import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followLedger, type LedgerFollower } from "@/app/_ui/ledger-stream";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";

const COMPANY = "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a01";
const LINE: LedgerEntry = {
  id: 7,
  type: "t",
  message: "m",
  data: {},
  actor_type: "user",
  actor_id: null,
  created_at: "2026-11-22",
};

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

/** The tab: what is in it, seen or not. */
class Tab extends EventTarget {
  hidden = false;

  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let tab: Tab;
const positionOf = (source: Source): string | null => new URL(source.url, "http://x").searchParams.get("position");

beforeEach(() => {
  tab = new Tab();
  vi.stubGlobal("document", tab);
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
  tab.turn(false);
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
  expect(positionOf(latest())).toBe("12:34");
  leave();
});

test("a page's stream begins where the page was read", () => {
  const leave = followLedger(COMPANY, follower(), "12:0");
  expect(Source.all.map(positionOf)).toEqual(["12:0"]);
  leave();
});

test("a stream without any line goes on where it began", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ id: COMPANY }));
  const leave = followLedger(COMPANY, follower());
  expect(positionOf(latest())).toBeNull();
  latest().say("position", null, "12:0");
  latest().refuse();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(positionOf(latest())).toBe("12:0");
  leave();
});

test.each([
  ["before the stream's last line has what came since repeated", "9:0", ["9:0"]],
  ["in the transaction of that line, before it, too", "10:6", ["10:6"]],
  ["after that line does not break the connection", "11:0", []],
])("a page read %s", (_, from, opened) => {
  const bell = follower();
  const leaveBell = followLedger(COMPANY, bell);
  const first = latest();
  first.say("message", LINE, "10:7");
  const leavePage = followLedger(COMPANY, follower(), from);
  expect(Source.all.slice(1).map(positionOf)).toEqual(opened);
  expect(first.readyState).toBe(opened.length === 0 ? 1 : Source.CLOSED);
  leavePage();
  leaveBell();
});

test("a page that comes before the stream knows where it is has it begin with the page", () => {
  const leaveBell = followLedger(COMPANY, follower());
  const leavePage = followLedger(COMPANY, follower(), "12:0");
  expect(Source.all.map(({ readyState }) => readyState)).toEqual([Source.CLOSED, 1]);
  expect(positionOf(latest())).toBe("12:0");
  leavePage();
  leaveBell();
});

test("a tab hidden for half a minute gives its connection back, and goes on after its last line when it is seen", () => {
  const leave = followLedger(COMPANY, follower(), "12:0");
  latest().say("message", LINE, "12:34");
  tab.turn(true);
  vi.advanceTimersByTime(29_999);
  expect(latest().readyState).toBe(1);
  vi.advanceTimersByTime(1);
  expect(latest().readyState).toBe(Source.CLOSED);
  vi.advanceTimersByTime(3_600_000);
  expect(Source.all).toHaveLength(1);
  tab.turn(false);
  expect(Source.all.map(positionOf)).toEqual(["12:0", "12:34"]);
  leave();
  tab.turn(true);
  tab.turn(false);
  expect(Source.all).toHaveLength(2);
});

test("a tab hidden for a moment keeps its connection", () => {
  const leave = followLedger(COMPANY, follower());
  tab.turn(true);
  vi.advanceTimersByTime(20_000);
  tab.turn(false);
  vi.advanceTimersByTime(60_000);
  expect(Source.all.map(({ readyState }) => readyState)).toEqual([1]);
  leave();
});

test("a tab opened in the background connects when it is seen, from where it was read", () => {
  tab.hidden = true;
  const leave = followLedger(COMPANY, follower(), "12:0");
  expect(Source.all).toEqual([]);
  tab.turn(false);
  expect(Source.all.map(positionOf)).toEqual(["12:0"]);
  leave();
});

test("a stream refused while its tab is hidden waits to be seen, and is opened once", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ id: COMPANY }));
  const leave = followLedger(COMPANY, follower());
  tab.turn(true);
  latest().refuse();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(Source.all).toHaveLength(1);
  tab.turn(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Source.all).toHaveLength(2);
  expect(latest().readyState).toBe(1);
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
