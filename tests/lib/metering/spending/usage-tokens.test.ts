import { expect, test } from "vitest";
import { CostEvent } from "@/lib/metering/spending/schemas";
import { tokensOf } from "@/lib/metering/spending/usage-tokens";

const tokens = (more: object) => tokensOf(CostEvent.parse({ provider: "openai", model: "gpt-4o", ...more }));
const ANTHROPIC = { input_tokens: 5, cache_read_input_tokens: 300, output_tokens: 7 };

test("a usage speaks for itself", () => {
  expect(tokens({ raw_usage: { prompt_tokens: 7, completion_tokens: 3 } })).toEqual({ in: 7, out: 3 });
});

test("explicit tokens take precedence", () => {
  expect(tokens({ tokens_out: 5, raw_usage: { prompt_tokens: 7, completion_tokens: 3 } })).toEqual({ in: 7, out: 5 });
  expect(tokens({ tokens_in: 5 })).toEqual({ in: 5, out: 0 });
});

test("an input that leaves out what was cached is completed from the usage, another one is taken as it is", () => {
  expect(tokens({ tokens_in: 5, raw_usage: ANTHROPIC })).toEqual({ in: 305, out: 7, cacheRead: 300 });
  expect(tokens({ tokens_in: 305, raw_usage: ANTHROPIC })).toEqual({ in: 305, out: 7, cacheRead: 300 });
  expect(tokens({ tokens_in: 310, raw_usage: ANTHROPIC })).toEqual({ in: 310, out: 7, cacheRead: 300 });
});

test("without either the tokens are not known", () => {
  expect(tokens({})).toBeNull();
  expect(tokens({ raw_usage: { words: 12 } })).toBeNull();
});
