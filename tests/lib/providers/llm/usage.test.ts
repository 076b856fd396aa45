import fc from "fast-check";
import { expect, test } from "vitest";
import { readUsage } from "@/lib/providers/llm/usage";

test.each([
  ["OpenAI's", { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 }],
  ["Anthropic's", { input_tokens: 7, output_tokens: 3, cache_read_input_tokens: 0 }],
  ["Gemini's", { promptTokenCount: 7, candidatesTokenCount: 3, totalTokenCount: 10 }],
  ["n8n's", { promptTokens: 7, completionTokens: 3, totalTokens: 10 }],
  ["the AI SDK's", { inputTokens: 7, outputTokens: 3 }],
  ["LangChain's", { usage_metadata: { input_tokens: 7, output_tokens: 3, total_tokens: 10 } }],
  ["Ollama's", { prompt_eval_count: 7, eval_count: 3 }],
  ["a whole answer's", { id: "x", usage: { prompt_tokens: 7, completion_tokens: 3 } }],
])("%s usage is read", (_, usage) => {
  expect(readUsage(usage)).toEqual({ in: 7, out: 3 });
});

test.each([
  [
    "Anthropic counts the cache beside the input",
    { input_tokens: 5, cache_creation_input_tokens: 10_000, cache_read_input_tokens: 300, output_tokens: 200 },
    { in: 10_305, out: 200, cacheRead: 300, cacheWrite: 10_000 },
  ],
  [
    "Anthropic says how long the cache is kept",
    {
      input_tokens: 5,
      cache_creation_input_tokens: 30,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
      output_tokens: 2,
    },
    { in: 35, out: 2, cacheWrite: 30, cacheWriteHour: 20 },
  ],
  [
    "OpenAI counts the cache within the prompt",
    { prompt_tokens: 100, completion_tokens: 3, total_tokens: 103, prompt_tokens_details: { cached_tokens: 64 } },
    { in: 100, out: 3, cacheRead: 64 },
  ],
  [
    "the Responses API, too",
    { input_tokens: 100, output_tokens: 3, total_tokens: 103, input_tokens_details: { cached_tokens: 64 } },
    { in: 100, out: 3, cacheRead: 64 },
  ],
  [
    "a proxy sums Anthropic's parts",
    {
      prompt_tokens: 50_000,
      completion_tokens: 1_000,
      total_tokens: 51_000,
      cache_read_input_tokens: 30_000,
      cache_creation_input_tokens: 15_000,
      prompt_tokens_details: { cached_tokens: 30_000 },
    },
    { in: 50_000, out: 1_000, cacheRead: 30_000, cacheWrite: 15_000 },
  ],
  [
    "a proxy sums them and gives no total",
    { prompt_tokens: 50_000, completion_tokens: 1_000, cache_read_input_tokens: 30_000 },
    { in: 50_000, out: 1_000, cacheRead: 30_000 },
  ],
  [
    "a proxy leaves them beside the prompt, as its total says",
    {
      prompt_tokens: 5_000,
      completion_tokens: 1_000,
      total_tokens: 51_000,
      cache_read_input_tokens: 30_000,
      cache_creation_input_tokens: 15_000,
    },
    { in: 50_000, out: 1_000, cacheRead: 30_000, cacheWrite: 15_000 },
  ],
  [
    "a proxy sums the reads and leaves the writes beside",
    {
      prompt_tokens: 35_000,
      completion_tokens: 1_000,
      total_tokens: 51_000,
      cache_read_input_tokens: 30_000,
      cache_creation_input_tokens: 15_000,
    },
    { in: 50_000, out: 1_000, cacheRead: 30_000, cacheWrite: 15_000 },
  ],
  [
    "more was cached than the prompt is said to hold",
    { prompt_tokens: 5, completion_tokens: 1, cache_read_input_tokens: 300 },
    { in: 305, out: 1, cacheRead: 300 },
  ],
  [
    "LangChain counts the cache within the input",
    {
      input_tokens: 100,
      output_tokens: 3,
      total_tokens: 103,
      input_token_details: { cache_read: 60, cache_creation: 30 },
    },
    { in: 100, out: 3, cacheRead: 60, cacheWrite: 30 },
  ],
  [
    "Bedrock counts the cache beside the input",
    { inputTokens: 10, outputTokens: 20, cacheReadInputTokens: 300, cacheWriteInputTokens: 200, totalTokens: 530 },
    { in: 510, out: 20, cacheRead: 300, cacheWrite: 200 },
  ],
  [
    "Bedrock without a total",
    { inputTokens: 10, outputTokens: 20, cacheReadInputTokens: 300 },
    { in: 310, out: 20, cacheRead: 300 },
  ],
  [
    "Gemini counts thoughts beside the answer",
    { promptTokenCount: 20, candidatesTokenCount: 300, thoughtsTokenCount: 700, totalTokenCount: 1_020 },
    { in: 20, out: 1_000, reasoning: 700 },
  ],
  [
    "Gemini thought and wrote nothing",
    { promptTokenCount: 20, thoughtsTokenCount: 700, totalTokenCount: 720 },
    { in: 20, out: 700, reasoning: 700 },
  ],
  [
    "Gemini counts the cache within the prompt and tools beside it",
    {
      promptTokenCount: 20,
      cachedContentTokenCount: 12,
      toolUsePromptTokenCount: 5,
      candidatesTokenCount: 3,
      totalTokenCount: 28,
    },
    { in: 25, out: 3, cacheRead: 12 },
  ],
  [
    "Gemini behind OpenAI's shape has thoughts in its total alone",
    { prompt_tokens: 20, completion_tokens: 300, total_tokens: 1_020 },
    { in: 20, out: 1_000 },
  ],
  [
    "OpenAI counts thoughts within the completion",
    {
      prompt_tokens: 20,
      completion_tokens: 300,
      total_tokens: 320,
      completion_tokens_details: { reasoning_tokens: 256 },
    },
    { in: 20, out: 300, reasoning: 256 },
  ],
  [
    "xAI counts thoughts beside it, as its total says",
    {
      prompt_tokens: 20,
      completion_tokens: 30,
      total_tokens: 306,
      completion_tokens_details: { reasoning_tokens: 256 },
    },
    { in: 20, out: 286, reasoning: 256 },
  ],
  [
    "DeepSeek counts hits and misses within the prompt",
    {
      prompt_tokens: 20,
      completion_tokens: 3,
      total_tokens: 23,
      prompt_cache_hit_tokens: 15,
      prompt_cache_miss_tokens: 5,
    },
    { in: 20, out: 3, cacheRead: 15 },
  ],
  ["an embedding has no output", { prompt_tokens: 7, total_tokens: 7 }, { in: 7, out: 0 }],
  [
    "an empty field is none",
    { prompt_tokens: 7, completion_tokens: null, prompt_tokens_details: null },
    { in: 7, out: 0 },
  ],
  [
    "a total that is too small says nothing",
    { prompt_tokens: 7, completion_tokens: 3, total_tokens: 1 },
    { in: 7, out: 3 },
  ],
])("%s", (_, usage, tokens) => {
  expect(readUsage(usage)).toEqual(tokens);
});

test.each([
  undefined,
  null,
  "12",
  [],
  {},
  { words: 12 },
  { prompt_tokens: 1.5, completion_tokens: 1 },
  { prompt_tokens: 1, completion_tokens: -1 },
  { prompt_tokens: "7" },
  { promptTokens: -1 },
  { total_tokens: 9 },
])("%o says nothing", (usage) => {
  expect(readUsage(usage)).toBeNull();
});

const tokens = fc.integer({ min: 1, max: 1_000_000 });

test("the same call is the same tokens in every dress that has a total", () => {
  fc.assert(
    fc.property(tokens, tokens, tokens, tokens, tokens, (fresh, read, write, written, thought) => {
      // Parts of one size could stand for each other.
      fc.pre(new Set([fresh, read, write, written, thought]).size === 5 && read + write !== thought);
      const total = fresh + read + write + written + thought;
      const dresses = [
        {
          prompt_tokens: fresh + read + write,
          completion_tokens: written + thought,
          total_tokens: total,
          prompt_tokens_details: { cached_tokens: read, cache_write_tokens: write },
          completion_tokens_details: { reasoning_tokens: thought },
        },
        {
          prompt_tokens: fresh + read + write,
          completion_tokens: written,
          total_tokens: total,
          cache_read_input_tokens: read,
          cache_creation_input_tokens: write,
          completion_tokens_details: { reasoning_tokens: thought },
        },
        {
          prompt_tokens: fresh,
          completion_tokens: written + thought,
          total_tokens: total,
          cache_read_input_tokens: read,
          cache_creation_input_tokens: write,
        },
        {
          inputTokens: fresh,
          outputTokens: written + thought,
          totalTokens: total,
          cacheReadInputTokens: read,
          cacheWriteInputTokens: write,
        },
        {
          promptTokenCount: fresh + read + write,
          cachedContentTokenCount: read,
          candidatesTokenCount: written,
          thoughtsTokenCount: thought,
          totalTokenCount: total,
        },
      ];
      const want = { in: fresh + read + write, out: written + thought };
      const seen = dresses.map((dress) => readUsage(dress)).map((found) => ({ in: found?.in, out: found?.out }));
      expect(seen).toEqual(dresses.map(() => want));
    }),
  );
});
