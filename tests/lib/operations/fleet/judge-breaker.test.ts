import { expect, test } from "vitest";
import { judgeBreaker } from "@/lib/operations/fleet/judge-breaker";

const region = (name: string | null, machines: number, unheard: number, silent = unheard) => {
  return { region: name, machines, silent, unheard };
};

test("fewer than three machines hold nothing, however small the fleet is", () => {
  expect(judgeBreaker([region(null, 2, 2)])).toEqual({ holds: false, words: null });
  expect(judgeBreaker([])).toEqual({ holds: false, words: null });
});

test("three and more than a fifth of the fleet hold repairs, and are told once three are silent", () => {
  expect(judgeBreaker([region(null, 15, 3)]).holds).toBe(false);
  expect(judgeBreaker([region(null, 14, 3, 2)])).toEqual({ holds: true, words: null });
  expect(judgeBreaker([region(null, 14, 3)]).words).toMatch(
    /^3 of 14 machines are silent at once\. This is probably us/,
  );
});

test("more than two fifths of one region hold them too, and the region is named", () => {
  expect(judgeBreaker([region("fra1", 10, 4), region("nyc3", 90, 0)]).holds).toBe(false);
  expect(judgeBreaker([region("fra1", 10, 5), region("nyc3", 90, 0)]).words).toContain("5 of 10 machines in fra1");
});
