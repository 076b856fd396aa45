/** USD per million tokens, from a day on (00:00 UTC). Sources: openai.com/api/pricing, anthropic.com/pricing. */
export type Price = { from: string; in: number; out: number };

const PRICES: Record<string, Record<string, readonly Price[]>> = {
  openai: {
    "gpt-4o": [
      { from: "2024-05-13", in: 5, out: 15 },
      { from: "2024-10-02", in: 2.5, out: 10 },
    ],
    // The first snapshot kept its price when the model became cheaper.
    "gpt-4o-2024-05-13": [{ from: "2024-05-13", in: 5, out: 15 }],
    "gpt-4o-mini": [{ from: "2024-07-18", in: 0.15, out: 0.6 }],
    "gpt-4.1": [{ from: "2025-04-14", in: 2, out: 8 }],
    "gpt-4.1-mini": [{ from: "2025-04-14", in: 0.4, out: 1.6 }],
    "gpt-4.1-nano": [{ from: "2025-04-14", in: 0.1, out: 0.4 }],
    "gpt-5": [{ from: "2025-08-07", in: 1.25, out: 10 }],
    "gpt-5-mini": [{ from: "2025-08-07", in: 0.25, out: 2 }],
    "gpt-5-nano": [{ from: "2025-08-07", in: 0.05, out: 0.4 }],
  },
  anthropic: {
    "claude-3-5-haiku": [{ from: "2024-11-04", in: 0.8, out: 4 }],
    "claude-sonnet-4": [{ from: "2025-05-22", in: 3, out: 15 }],
    "claude-sonnet-4-5": [{ from: "2025-09-29", in: 3, out: 15 }],
    "claude-haiku-4-5": [{ from: "2025-10-15", in: 1, out: 5 }],
    "claude-opus-4": [{ from: "2025-05-22", in: 15, out: 75 }],
    "claude-opus-4-1": [{ from: "2025-08-05", in: 15, out: 75 }],
    "claude-opus-4-5": [{ from: "2025-11-24", in: 5, out: 25 }],
  },
  "offline planner": { "offline planner": [{ from: "2026-01-01", in: 0, out: 0 }] },
};

/** What a model nobody priced is taken to cost when budget is set aside: no less than the dearest one known. */
export const UNKNOWN_PRICE: Price = { from: "2024-01-01", in: 15, out: 75 };

const MILLION = 1_000_000;
const SNAPSHOT = /-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$/;

/** The price of a model at a moment; null when nobody priced it. A dated snapshot costs what its model costs. */
export function priceOf(provider: string, model: string, at: Date): Price | null {
  const models = new Map(Object.entries(PRICES[provider] ?? {}));
  const prices = models.get(model) ?? models.get(model.replace(SNAPSHOT, "")) ?? [];
  const day = at.toISOString().slice(0, 10);
  return prices.findLast(({ from }) => from <= day) ?? null;
}

/** Dollars, rounded up to the sixth decimal, so that what is counted is never less than what is charged. */
export function costOf(price: Price, tokens: { in: number; out: number }): number {
  return upToMicro(price.in * tokens.in + price.out * tokens.out);
}

/** The same for a cost that somebody else computed. */
export const roundedUp = (usd: number): number => upToMicro(usd * MILLION);

const upToMicro = (micros: number): number => Math.ceil(Number(micros.toFixed(6))) / MILLION;
