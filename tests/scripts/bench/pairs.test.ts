import { expect, test } from "vitest";
import { median, percentile } from "@/scripts/bench/figures";
import { inTurn } from "@/scripts/bench/pairs";

test("both sides take turns in going first, and the first round does not count", async () => {
  const order: string[] = [];
  const measure = (name: string, values: number[]) => async (): Promise<number> => {
    order.push(name);
    return values.shift() ?? Number.NaN;
  };
  const pair = await inTurn(2, [measure("a", [1, 10, 30]), measure("b", [1, 20, 20])]);
  expect(order).toEqual(["a", "b", "b", "a", "a", "b"]);
  expect(pair).toEqual({ first: [10, 30], second: [20, 20], ratios: [0.5, 1.5] });
});

test("median and percentiles are values of the sample", () => {
  const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(sorted, 0.5)).toBe(50);
  expect(percentile(sorted, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
  expect(median([3, 1, 2])).toBe(2);
});
