import { findProvider } from "@pydantic/genai-prices";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { boundOf, costOf, PRICE_LIST, priceOf } from "@/lib/metering/spending/prices";
import type { OwnPrice } from "@/lib/metering/spending/schemas";

const NOW = new Date("2026-11-29T12:00:00Z");
const NONE = new Map<string, OwnPrice>();
const ratesOf = (provider: string, model: string, own = NONE) => priceOf({ provider, model }, NOW, own)?.rates;
const MINI = { input_mtok: 0.15, output_mtok: 0.6 };

test.each([
  ["openai", "gpt-4o-mini"],
  ["openai", "gpt-4o-mini-2024-07-18"],
  ["openai", "GPT-4o-mini"],
  ["openai", "openai/gpt-4o-mini"],
  ["openrouter", "openai/gpt-4o-mini"],
  ["openai-compatible", "openai/gpt-4o-mini"],
  ["openai-compatible", " GPT-4o-mini "],
  ["litellm", "azure/gpt-4o-mini"],
])("the price of %s %s is known by the name that vendors and proxies write", (provider, model) => {
  expect(ratesOf(provider, model)).toMatchObject(MINI);
});

test.each([
  ["anthropic.claude-sonnet-4", "bedrock"],
  ["us.anthropic.claude-sonnet-4-20250514-v1:0", "bedrock"],
  ["vertex_ai/claude-sonnet-4@20250514", "vertex_ai"],
  ["claude-sonnet-4-latest", "anthropic"],
])("Claude is known as %s at %s", (model, provider) => {
  expect(ratesOf(provider, model)).toMatchObject({ input_mtok: 3, output_mtok: 15, cache_read_mtok: 0.3 });
});

test.each([
  ["openai", "gpt-99"],
  ["openai-compatible", "llama3:8b"],
  ["openai-compatible", "own-model"],
  ["openai-compatible", "gpt-oss-20b"],
  ["openai-compatible", "mistral-small"],
  ["acme", "writer"],
  ["openai", "__proto__"],
])("no price is invented for %s %s", (provider, model) => {
  expect(priceOf({ provider, model }, NOW, NONE)).toBeNull();
});

test("the operator's price goes before the list's, by the most exact name; `*` stands for what has none", () => {
  const own = new Map<string, OwnPrice>([
    ["gpt-4o-mini", { input: 1, output: 2 }],
    ["groq/gpt-4o-mini", { input: 3, output: 4, cache_read: 0.5 }],
    ["*", { input: 7, output: 8 }],
  ]);
  expect(ratesOf("openai", "GPT-4o-mini", own)).toEqual({ input_mtok: 1, output_mtok: 2 });
  expect(ratesOf("groq", "gpt-4o-mini", own)).toEqual({ input_mtok: 3, output_mtok: 4, cache_read_mtok: 0.5 });
  expect(ratesOf("openai-compatible", "llama3", own)).toEqual({ input_mtok: 7, output_mtok: 8 });
  expect(ratesOf("openai", "gpt-4.1-mini", own)).toMatchObject({ input_mtok: 0.4 });
});

test("hour-long cache writes, thoughts and tokens beyond a tier have the vendor's own prices", () => {
  const cost = (provider: string, model: string, tokens: Parameters<typeof costOf>[1]) => {
    const price = priceOf({ provider, model }, NOW, NONE);
    return price && costOf(price, tokens);
  };
  expect(cost("anthropic", "claude-opus-4-5", { in: 3_000, cacheWrite: 3_000, cacheWriteHour: 1_000, out: 0 })).toBe(
    0.0225,
  );
  expect(cost("google", "gemini-2.5-pro", { in: 300_000, out: 1_000, reasoning: 900 })).toBe(0.765);
  expect(cost("openai", "gpt-4o-mini", { in: 10, cacheRead: 99, cacheWrite: 99, out: 0 })).toBeGreaterThan(0);
});

test("the list that is named is the one that is installed", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  expect(dependencies["@pydantic/genai-prices"]).toBe(PRICE_LIST.version);
});

const PROVIDERS = [
  "anthropic",
  "openai",
  "google",
  "azure",
  "aws",
  "openrouter",
  "groq",
  "deepseek",
  "x-ai",
  "mistral",
  "cohere",
  "together",
];
const LISTED = PROVIDERS.flatMap((provider) =>
  (findProvider({ providerId: provider })?.models ?? []).map(({ id }) => ({ provider, model: id })),
).filter((called) => priceOf(called, NOW, NONE) !== null);

describe("a lease is an upper bound", () => {
  test("of every vendor's models, hundreds of them", () => {
    expect(LISTED.length).toBeGreaterThan(300);
  });

  test("for any usage within its tokens", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const most = fc.record({ in: fc.integer({ min: 0, max: 1_100_000 }), out: fc.integer({ min: 1, max: 32_000 }) });
    fc.assert(
      fc.property(most, fc.tuple(share, share, share, share, share, share), (max, parts) => {
        const [a, b, c, d, e, f] = parts;
        const used = { in: Math.floor(max.in * a), out: Math.floor(max.out * b) };
        const cacheRead = Math.floor(used.in * c);
        const cacheWrite = Math.floor((used.in - cacheRead) * d);
        const tokens = {
          ...used,
          cacheRead,
          cacheWrite,
          cacheWriteHour: Math.floor(cacheWrite * e),
          reasoning: Math.floor(used.out * f),
        };
        const above = LISTED.filter((called) => {
          const price = priceOf(called, NOW, NONE);
          return !price || costOf(price, tokens) > boundOf(price, max);
        });
        expect(above).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
