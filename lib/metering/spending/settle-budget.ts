import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { announceBudgetOf } from "./budget-alerts";
import { costOf, priceOf, UNKNOWN_PRICE } from "./prices";
import {
  chargeBudget,
  lockSettledAsAbandoned,
  releaseLease,
  reopenLease,
  settleLease,
  unchargeBudget,
} from "./store-budget";
import { addToDailyCosts, takeFromDailyCosts } from "./store-daily-costs";

export type Usage = { leaseId: string; provider: string; model: string; tokens: { in: number; out: number } };
export type Settled = { costUsd: number | null };

/**
 * Ends a lease with what the call really cost. A model without a price is stored with cost null, never zero, and charged to the budget
 * at the dearest price known, but no more than was set aside for it. Safe to repeat.
 */
export async function settleBudget(ctx: WorkspaceCtx, { leaseId, provider, model, tokens }: Usage): Promise<Settled> {
  requirePermission(ctx, "ingestion.write");
  // No event: the usage row is the record.
  const price = priceOf(provider, model, ctx.now());
  const costUsd = price && costOf(price, tokens);

  return withTransaction(ctx, async (tx) => {
    const chargedUsd = costUsd ?? costOf(UNKNOWN_PRICE, tokens);
    const settlement = { id: leaseId, model, tokensIn: tokens.in, tokensOut: tokens.out, costUsd, chargedUsd };
    const ended =
      (await settleLease(tx, settlement)) ??
      ((await undoReaping(tx, leaseId)) ? await settleLease(tx, settlement) : null);
    if (ended) {
      await chargeBudget(tx, ended, ended.charged);
      await addToDailyCosts(tx, [leaseId]);
      await announceBudgetOf(tx, ended.month);
    }
    return { costUsd };
  });
}

/** A call that comes back after all: the reaper charged everything it could have cost. False: it did not. */
async function undoReaping(tx: TxCtx, leaseId: string): Promise<boolean> {
  const reaped = await lockSettledAsAbandoned(tx, leaseId);
  if (!reaped) return false;
  // In the order in which a settled call takes them: nobody waits for the other.
  await unchargeBudget(tx, reaped);
  await takeFromDailyCosts(tx, leaseId);
  await reopenLease(tx, leaseId);
  return true;
}

/** Gives a lease back whole: the call failed and cost nothing. Safe to repeat. */
export async function releaseBudget(ctx: WorkspaceCtx, { leaseId }: { leaseId: string }): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  await withTransaction(ctx, async (tx) => {
    const ended =
      (await releaseLease(tx, leaseId)) ?? ((await undoReaping(tx, leaseId)) ? await releaseLease(tx, leaseId) : null);
    if (ended) await chargeBudget(tx, ended, 0);
  });
}
