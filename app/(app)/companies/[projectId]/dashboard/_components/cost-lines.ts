import { formatCounted, formatUsd } from "@/app/_ui/numbers";
import type { CostLine } from "@/lib/metering/metrics/schemas";

export type CostView = "model" | "provider" | "campaign";
export type CostSum = Pick<CostLine, "calls" | "unpriced_calls" | "tokens_in" | "tokens_out" | "cost_usd"> & {
  key: string;
  name: string;
  detail: string | null;
};

const IDENTITY: Record<CostView, (line: CostLine) => Pick<CostSum, "key" | "name" | "detail">> = {
  model: ({ provider, model }) => ({
    key: `${provider} ${model}`,
    name: model,
    detail: provider === model ? null : provider,
  }),
  provider: ({ provider }) => ({ key: provider, name: provider, detail: null }),
  campaign: ({ campaign_id, campaign_name }) => ({ key: campaign_id ?? "", name: campaign_name, detail: null }),
};

/** Cost lines added up by model, provider or campaign, the dearest first. */
export function sumCosts(lines: readonly CostLine[], view: CostView): CostSum[] {
  const sums = new Map<string, CostSum>();
  for (const line of lines) {
    const identity = IDENTITY[view](line);
    const sum = sums.get(identity.key) ?? {
      ...identity,
      calls: 0,
      unpriced_calls: 0,
      tokens_in: 0,
      tokens_out: 0,
      cost_usd: 0,
    };
    sum.calls += line.calls;
    sum.unpriced_calls += line.unpriced_calls;
    sum.tokens_in += line.tokens_in;
    sum.tokens_out += line.tokens_out;
    sum.cost_usd += line.cost_usd;
    sums.set(identity.key, sum);
  }
  return [...sums.values()].toSorted((a, b) => b.cost_usd - a.cost_usd || b.calls - a.calls);
}

/** The cost of model calls. A call without a known price is never shown as free. */
export function costWords({ calls, unpriced_calls, cost_usd }: CostSum): string {
  if (unpriced_calls === 0) return formatUsd(cost_usd);
  return unpriced_calls === calls ? "Unknown" : `over ${formatUsd(cost_usd)}`;
}

/** Which calls are missing from the costs, by name: “3 calls of m-1 (acme) and 1 call of m-2”. Null when none is. */
export function unpricedWords(lines: readonly CostLine[]): string | null {
  const calls = new Map<string, number>();
  for (const { provider, model, unpriced_calls } of lines) {
    const name = provider === model ? model : `${model} (${provider})`;
    if (unpriced_calls > 0) calls.set(name, (calls.get(name) ?? 0) + unpriced_calls);
  }
  if (calls.size === 0) return null;
  return new Intl.ListFormat("en").format(
    [...calls].map(([name, n]) => `${formatCounted(n, "call", "calls")} of ${name}`),
  );
}
