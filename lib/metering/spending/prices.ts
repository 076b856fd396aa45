import { calcPrice, type ModelPrice, type Provider, type Usage } from "@pydantic/genai-prices";
import { OFFLINE_PLANNER } from "@/lib/providers/llm/offline/provider";
import type { Tokens } from "@/lib/providers/llm/port";
import { ANY_OTHER_MODEL, type OwnPrice, type OwnPrices } from "./schemas";

/** The published list that prices come from. It changes with the package, never by itself. */
export const PRICE_LIST = {
  name: "genai-prices",
  keeper: "Pydantic",
  version: "0.1.8",
  date: "2026-09-23",
  licence: "MIT",
  url: "https://github.com/pydantic/genai-prices",
} as const;

/** The price of a model, and its source. `rates` are USD per million tokens. */
export type Price = { rates: ModelPrice; by: "operator" | "list" };
type Called = { provider: string; model: string };

const MILLION = 1_000_000;
/** Vendors whose models run nowhere but with them: their names mean the same behind any proxy. */
const CLOSED = [
  { provider: "openai", name: /(gpt-(?!oss)|chatgpt-|o\d(-|$))/ },
  { provider: "anthropic", name: /claude-/ },
  { provider: "google", name: /gemini-/ },
] as const;
/** Our name for a server that speaks OpenAI's language; what runs there is not known. */
const OWN_SERVER = "openai-compatible";

/** The spellings under which a model may stand in the operator's prices, the most exact first. */
const spellings = ({ provider, model }: Called): string[] => {
  const name = model.trim().toLowerCase();
  return [`${provider.toLowerCase()}/${name}`, name, name.slice(name.lastIndexOf("/") + 1)];
};

/** The operator's price for a model by its name; null where there is none. */
export function ownPriceOf(called: Called, own: OwnPrices): OwnPrice | null {
  const name = spellings(called).find((spelling) => spelling !== ANY_OTHER_MODEL && own.has(spelling));
  return (name !== undefined && own.get(name)) || null;
}

/**
 * The price of a model at a moment: the operator's, else the published list's, else the operator's price for any other model.
 * Names are compared as vendors and proxies write them: in any case, with a vendor in front, with a snapshot's date. Null: not known.
 */
export function priceOf(called: Called, at: Date, own: OwnPrices): Price | null {
  const named = ownPriceOf(called, own);
  if (named) return { rates: toRates(named), by: "operator" };
  if (called.provider === OFFLINE_PLANNER) return { rates: { input_mtok: 0, output_mtok: 0 }, by: "list" };
  const listed = listedRates(called, at);
  if (listed) return { rates: listed, by: "list" };
  const other = own.get(ANY_OTHER_MODEL);
  return other ? { rates: toRates(other), by: "operator" } : null;
}

const toRates = ({ input, output, cache_read, cache_write }: OwnPrice): ModelPrice => ({
  input_mtok: input,
  output_mtok: output,
  ...(cache_read !== undefined && { cache_read_mtok: cache_read }),
  ...(cache_write !== undefined && { cache_write_mtok: cache_write }),
});

function listedRates({ provider, model }: Called, at: Date): ModelPrice | null {
  const name = model.trim().toLowerCase();
  const find = (providerId: string, id: string): ModelPrice | null =>
    calcPrice({}, id, { providerId, timestamp: at })?.model_price ?? null;
  const [vendor = "", ...rest] = name.split("/");
  const closed = CLOSED.find((known) => known.name.test(name));
  return (
    (provider === OWN_SERVER ? null : find(provider, name)) ??
    (rest.length > 0 && provider !== OWN_SERVER ? find(vendor, rest.join("/")) : null) ??
    (closed ? find(closed.provider, name.slice(name.search(closed.name)).replace(/-latest$/, "")) : null)
  );
}

/** The one model of a provider that has the given rates: how the library reckons with prices that are not in its list. */
const providerWith = (rates: ModelPrice): Provider => ({
  id: "priced",
  name: "Priced",
  api_pattern: "^$",
  models: [{ id: "model", match: { equals: "model" }, prices: rates }],
});

/** No part is larger than the whole, whatever was reported. */
function toUsage(tokens: Tokens): Usage {
  const cache_read_tokens = Math.min(tokens.cacheRead ?? 0, tokens.in);
  const cache_write_tokens = Math.min(tokens.cacheWrite ?? 0, tokens.in - cache_read_tokens);
  return {
    input_tokens: tokens.in,
    output_tokens: tokens.out,
    cache_read_tokens,
    cache_write_tokens,
    cache_write_1h_tokens: Math.min(tokens.cacheWriteHour ?? 0, cache_write_tokens),
    output_reasoning_tokens: Math.min(tokens.reasoning ?? 0, tokens.out),
  };
}

/** Dollars, rounded up to the sixth decimal, so that what is counted is never less than what is charged. */
export function costOf({ rates }: Price, tokens: Tokens): number {
  const priced = calcPrice(toUsage(tokens), "model", { provider: providerWith(rates) });
  if (!priced) throw new Error("A price that was found cannot be reckoned with.");
  return roundedUp(priced.total_price);
}

const INPUT = /^(input|input_text|cache_read|cache_write|cache_write_5m|cache_write_1h)_mtok$/;
const OUTPUT = /^(output|output_text|output_reasoning)_mtok$/;

/** The most that a call can cost which uses no more than these tokens, however they are split into cached, thought and others. */
export function boundOf({ rates }: Price, most: { in: number; out: number }): number {
  const dearest = (kind: RegExp): number =>
    Math.max(
      0,
      ...Object.entries(rates).flatMap(([key, rate]) => {
        if (!kind.test(key) || rate === undefined) return [];
        if (typeof rate === "number") return [rate];
        return [rate.base, ...rate.tiers.filter(({ start }) => start <= most.in).map(({ price }) => price)];
      }),
    );
  return upToMicro(dearest(INPUT) * most.in + dearest(OUTPUT) * most.out);
}

/** The same for a cost that somebody else computed. */
export const roundedUp = (usd: number): number => upToMicro(usd * MILLION);

const upToMicro = (micros: number): number => Math.ceil(Number(micros.toFixed(6))) / MILLION;
