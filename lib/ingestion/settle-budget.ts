import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { announceBudgetOf } from "./budget-alerts";
import { costOf, priceOf, UNKNOWN_PRICE } from "./prices";
import { chargeBudget, releaseLease, settleLease } from "./store-budget";
import { addToDailyCosts } from "./store-daily-costs";

export type Usage = { leaseId: string; provider: string; model: string; tokens: { in: number; out: number } };
export type Settled = { costUsd: number | null };

/**
 * Ends a lease with what the call really cost. A model without a price is stored with cost null, never zero, and charged to the budget
 * at the price set aside for it. Safe to repeat.
 */
export async function settleBudget(ctx: WorkspaceCtx, { leaseId, provider, model, tokens }: Usage): Promise<Settled> {
  requirePermission(ctx, "ingestion.write");
  // No event: the usage row is the record.
  const price = priceOf(provider, model, ctx.now());
  const costUsd = price && costOf(price, tokens);

  return withTransaction(ctx, async (tx) => {
    const ended = await settleLease(tx, { id: leaseId, model, tokensIn: tokens.in, tokensOut: tokens.out, costUsd });
    if (ended) {
      await chargeBudget(tx, ended, costUsd ?? costOf(UNKNOWN_PRICE, tokens));
      await addToDailyCosts(tx, [leaseId]);
      await announceBudgetOf(tx, ended.month);
    }
    return { costUsd };
  });
}

/** Gives a lease back whole: the call failed and cost nothing. Safe to repeat. */
export async function releaseBudget(ctx: WorkspaceCtx, { leaseId }: { leaseId: string }): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  await withTransaction(ctx, async (tx) => {
    const ended = await releaseLease(tx, leaseId);
    if (ended) await chargeBudget(tx, ended, 0);
  });
}
