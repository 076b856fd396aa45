import { expect, test } from "vitest";
import { FairRoom } from "@/lib/metering/events/fair-room";

/** How often a key is let in before it is refused. */
function entries(room: FairRoom, key: string, bytes = 1): number {
  for (let count = 0; ; count += 1) {
    try {
      room.enter(key, bytes);
    } catch {
      return count;
    }
  }
}

test("one key gets half, and each that follows an equal part of the rest", () => {
  const room = new FairRoom({ waiting: 120, bytes: 1_000 });
  expect(entries(room, "a")).toBe(60);
  expect(entries(room, "b")).toBe(30);
  expect(entries(room, "c")).toBe(15);
  expect(entries(room, "d")).toBeGreaterThan(0);
});

test("bytes are shared as numbers are", () => {
  const room = new FairRoom({ waiting: 1_000, bytes: 100 });
  expect(entries(room, "a", 10)).toBe(5);
  expect(entries(room, "b", 10)).toBe(3);
  expect(entries(room, "c", 1)).toBe(10);
});

test("room that is left is free for any key", () => {
  const room = new FairRoom({ waiting: 10, bytes: 100 });
  const taken = entries(room, "a");
  for (let count = 0; count < taken; count += 1) room.leave("a", 1);
  expect(room.isEmpty).toBe(true);
  expect(entries(room, "b")).toBe(taken);
  expect(() => room.leave("a", 1)).toThrow("Nothing of a");
});
