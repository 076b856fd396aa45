import { expect, test } from "vitest";
import { followFailure } from "@/lib/outreach/mailbox/follow-failure";

const START = new Date("2026-11-30T10:00:00Z");
const MINUTE_MS = 60_000;

test("a mailbox that cannot be read is tried after 5, 10, 20 and 40 minutes, then each hour, and is over after two hours", () => {
  let before: { failures: number; failingSince: Date | null } = { failures: 0, failingSince: null };
  let at = START;
  const waits: number[] = [];
  const over: boolean[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const after = followFailure(before, { stage: "connect", at });
    waits.push((after.nextReadAt.getTime() - at.getTime()) / MINUTE_MS);
    over.push(after.isOver);
    before = after;
    at = after.nextReadAt;
  }
  expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60]);
  expect(over).toEqual([false, false, false, false, false, true, true]);
  expect(before.failingSince).toEqual(START);
});

test("a login that is refused twice in a row is over at once; once may be a whim of the server", () => {
  const once = followFailure({ failures: 0, failingSince: null }, { stage: "auth", at: START });
  expect(once.isOver).toBe(false);
  expect(followFailure(once, { stage: "auth", at: once.nextReadAt }).isOver).toBe(true);
});
