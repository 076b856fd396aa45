import { expect, test, vi } from "vitest";
import { storeApart } from "@/lib/metering/events/store-apart";
import { AppError } from "@/lib/platform/errors";

const NUMBERS = Array.from({ length: 100 }, (_, index) => index);

test("each item has an outcome in its place, and only those that cannot be stored fail", async () => {
  const store = vi.fn<(items: readonly number[]) => Promise<string[]>>(async (items) => {
    if (items.some((item) => item === 7 || item === 60)) throw new Error("refused");
    return items.map(String);
  });
  const outcomes = await storeApart(NUMBERS, store);
  expect(outcomes.flatMap((outcome, index) => ("error" in outcome ? [index] : []))).toEqual([7, 60]);
  expect(outcomes[99]).toEqual({ stored: "99" });
  expect(store.mock.calls.length).toBeLessThan(30);
});

test("an error that is true of every item is not asked for again, and what was stored before it stays so", async () => {
  const away = new AppError("unavailable", "away");
  const store = vi.fn<(items: readonly number[]) => Promise<number[]>>(async (items) => {
    if (store.mock.calls.length === 1) throw new Error("refused");
    if (store.mock.calls.length > 2) throw away;
    return [...items];
  });
  const outcomes = await storeApart(NUMBERS, store);
  expect(outcomes.slice(0, 50).every((outcome) => "stored" in outcome)).toBe(true);
  expect(outcomes.slice(50)).toEqual(Array.from({ length: 50 }, () => ({ error: away })));
  expect(store).toHaveBeenCalledTimes(3);
});
