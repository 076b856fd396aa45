import { expect, test } from "vitest";
import { CostEvent } from "@/lib/metering/spending/schemas";
import { tokensOf } from "@/lib/metering/spending/usage-tokens";

const tokens = (more: object) => tokensOf(CostEvent.parse({ provider: "openai", model: "gpt-4o", ...more }));

test.each([
  ["OpenAI's", { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 }],
  ["Anthropic's", { input_tokens: 7, output_tokens: 3, cache_read_input_tokens: 0 }],
  ["Gemini's", { promptTokenCount: 7, candidatesTokenCount: 3, totalTokenCount: 10 }],
  ["what n8n's model nodes give", { promptTokens: 7, completionTokens: 3, totalTokens: 10 }],
  ["the AI SDK's", { inputTokens: 7, outputTokens: 3 }],
])("%s usage is understood", (_, raw_usage) => {
  expect(tokens({ raw_usage })).toEqual({ in: 7, out: 3 });
});

test("an embedding has no output", () => {
  expect(tokens({ raw_usage: { prompt_tokens: 7, total_tokens: 7 } })).toEqual({ in: 7, out: 0 });
});

test("what a vendor leaves empty is none", () => {
  expect(tokens({ raw_usage: { prompt_tokens: 7, completion_tokens: null } })).toEqual({ in: 7, out: 0 });
});

test("what Anthropic wrote to its cache and read from it is input that is billed", () => {
  const raw_usage = {
    input_tokens: 7,
    output_tokens: 3,
    cache_creation_input_tokens: 200,
    cache_read_input_tokens: 50,
  };
  expect(tokens({ raw_usage })).toEqual({ in: 257, out: 3 });
});

test("what is said beside it goes before it", () => {
  expect(tokens({ tokens_out: 5, raw_usage: { prompt_tokens: 7, completion_tokens: 3 } })).toEqual({ in: 7, out: 5 });
  expect(tokens({ tokens_in: 5 })).toEqual({ in: 5, out: 0 });
});

test.each([
  undefined,
  {},
  { words: 12 },
  { prompt_tokens: 1.5, completion_tokens: 1 },
  { prompt_tokens: "7" },
  { promptTokens: -1 },
])("nobody knows the tokens of %o", (raw_usage) => {
  expect(tokens({ raw_usage })).toBeNull();
});
