import { priceOf, type Price } from "@/lib/metering/spending/prices";
import type { Company, TestWorld } from "../../../factories/test-world";

export type Budget = { spent: number; reserved: number };

export async function budgetOf({ admin }: TestWorld, { workspaceId }: Company): Promise<Budget> {
  const { rows } = await admin.query<Budget>(
    "select coalesce(sum(spent_usd), 0)::float8 as spent, coalesce(sum(reserved_usd), 0)::float8 as reserved from budget_ledger where workspace_id = $1",
    [workspaceId],
  );
  return rows[0] ?? { spent: 0, reserved: 0 };
}

export type UsageRow = {
  status: string;
  model: string;
  cost: number | null;
  leased: number;
  tokens_in: number;
  tokens_out: number;
  campaign_id: string | null;
};

export async function usageOf({ admin }: TestWorld, { workspaceId }: Company): Promise<UsageRow[]> {
  const { rows } = await admin.query<UsageRow>(
    `select status, model, cost_usd::float8 as cost, leased_usd::float8 as leased, tokens_in, tokens_out, campaign_id
     from llm_usage where workspace_id = $1 order by created_at`,
    [workspaceId],
  );
  return rows;
}

/** The published list's price of a model today. */
export function listPrice(provider: string, model: string): Price {
  const price = priceOf({ provider, model }, new Date(), new Map());
  if (!price) throw new Error(`${model} has no price`);
  return price;
}

/** A call that can cost 10 cents: 20,000 tokens at 5 dollars a million. */
export const TEN_CENTS = { provider: "anthropic", model: "claude-haiku-4-5", tokens: { in: 0, out: 20_000 } };
