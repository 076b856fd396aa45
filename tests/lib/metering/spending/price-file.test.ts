import { expect, test } from "vitest";
import { parsePriceFile } from "@/lib/metering/spending/price-file";

test("prices are read by name, with comments between them", () => {
  const prices = parsePriceFile(
    '{\n  // ours\n  "Own-Model ": { "input": 0.2, "output": 0.6, "cache_read": 0.1 },\n  "*": { "input": 0, "output": 0 },\n}',
  );
  expect(Object.fromEntries(prices)).toEqual({
    "own-model": { input: 0.2, output: 0.6, cache_read: 0.1 },
    "*": { input: 0, output: 0 },
  });
});

test.each([
  ["a comma is missing", '{\n  "a": { "input": 1 "output": 2 }\n}', "line 2 is not JSON"],
  ["the file is cut off", '{\n  "a": {\n    "input": 1', "line 3 is not JSON"],
  ["it is empty", "", "line 1 is not JSON"],
  ["it is a list", "[]", "line 1: the file: must be an object"],
  [
    "a price is text",
    '{\n  "a": { "input": 1, "output": 2 },\n  "b": {\n    "input": 1,\n    "output": "2"\n  }\n}',
    "line 5: b → output: must be a number",
  ],
  ["a price is negative", '{\n  "a": { "input": -1, "output": 2 }\n}', "line 2: a → input: may not be negative"],
  ["a price is missing", '{\n\n  "a": { "input": 1 }\n}', "line 3: a → output: must be a number"],
  ["a field is unknown", '{\n  "a": { "input": 1, "output": 2, "cached": 1 }\n}', "line 2: a"],
  [
    "a price is per token by mistake",
    '{\n  "a": { "input": 20000, "output": 2 }\n}',
    "line 2: a → input: is more than",
  ],
])("when %s, the error names the line", (_, text, sentence) => {
  expect(() => parsePriceFile(text)).toThrow(sentence);
});
