import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Tokens } from "@/lib/providers/llm/port";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { announceBudgetOf } from "./budget-alerts";
import { costOf, type Price } from "./prices";
import { chargeBudget, settleLease } from "./store-budget";
import { addToDailyCosts } from "./store-daily-costs";
import { undoReaping } from "./undo-reaping";
import { announceUnpricedUse } from "./unpriced-alerts";

/** `price`: what the lease was reckoned by; null when it is not known. `model`: the one that answered. */
export type Usage = { leaseId: string; price: Price | null; model: string; tokens: Tokens };
export type Settled = { costUsd: number | null };

/**
 * Ends a lease with what the call really cost, by the price of its lease: no more than was set aside, as long as the call kept to its
 * tokens. A call without a known price is stored with cost null and charges nothing. Safe to repeat.
 */
export async function settleBudget(ctx: WorkspaceCtx, { leaseId, price, model, tokens }: Usage): Promise<Settled> {
  requirePermission(ctx, "ingestion.write");
  // No event: the usage row is the record.
  const costUsd = price && costOf(price, tokens);

  return withTransaction(ctx, async (tx) => {
    const settlement = { id: leaseId, model, tokensIn: tokens.in, tokensOut: tokens.out, costUsd };
    const ended =
      (await settleLease(tx, settlement)) ??
      ((await undoReaping(tx, leaseId)) ? await settleLease(tx, settlement) : null);
    if (ended) {
      await chargeBudget(tx, ended, costUsd ?? 0);
      await addToDailyCosts(tx, [leaseId]);
      await announceBudgetOf(tx, ended.month);
      if (costUsd === null) await announceUnpricedUse(tx, { month: ended.month, model });
    }
    return { costUsd };
  });
}
