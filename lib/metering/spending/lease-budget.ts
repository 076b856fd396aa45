import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { budgetExceeded } from "./budget-alerts";
import { announceRefusal } from "./announce-refusal";
import { limitOf, monthOf, unpricedLimitOf } from "./budget";
import { loadOwnPrices } from "./load-own-prices";
import { boundOf, priceOf, type Price } from "./prices";
import { reapLeases } from "./reap-leases";
import { attribute } from "@/lib/metering/events/attribution";
import { addIfItFits, countUnpricedIfTheyFit, insertLease, selectPlan } from "./store-budget";
import { unpricedCallsExceeded } from "./unpriced-alerts";
import { Turns } from "@/lib/metering/events/turns";

export type LeaseRequest = {
  provider: string;
  model: string;
  /** The most the call can use. */
  tokens: { in: number; out: number };
  campaignId?: string;
  purpose?: string;
  /** The lead that the call is about; one that is not here is left out. */
  leadId?: string | undefined;
};
/** `price`: what the lease was reckoned by, and the call is settled by; null when it is not known. */
export type Lease = { leaseId: string; price: Price | null };

/** Longer than any call may take. */
const LEASE_MS = 10 * 60 * 1000;
const turns = new Turns({ waiting: 1_000, bytes: 64 * 1024 * 1024, atOnce: 4 });

/**
 * Sets aside the most a model call can cost, before it is made; 402 `budget.exceeded` when the month's limit would not hold it. A call
 * without a known price sets nothing aside and counts by number; 402 `budget.unpriced_calls_exceeded` when that is used up.
 */
export async function leaseBudget(ctx: WorkspaceCtx, request: LeaseRequest): Promise<Lease> {
  requirePermission(ctx, "ingestion.write");
  const { provider, model, tokens, campaignId, purpose, leadId } = request;
  // No event: a lease is a step of a call, whose usage row is the record.

  const take = async (): Promise<Lease> => {
    // In a transaction of its own: it takes rows of another month and of days, which a reported cost takes in another order.
    await reapLeases(ctx);
    return withTransaction(ctx, async (tx) => {
      const groupId = campaignId ? await groupOf(tx, campaignId) : null;
      const price = priceOf({ provider, model }, tx.now(), await loadOwnPrices(tx));
      const usd = price ? boundOf(price, tokens) : 0;
      await reserveOrRefuse(tx, price ? { usd, unpriced: 0 } : { usd, unpriced: 1 });
      const id = newId();
      const expiresAt = new Date(tx.now().getTime() + LEASE_MS).toISOString();
      await insertLease(tx, {
        id,
        provider,
        model,
        usd,
        unpriced: price === null,
        campaignId: campaignId ?? null,
        groupId,
        purpose: purpose ?? null,
        leadId: leadId ?? null,
        expiresAt,
      });
      return { leaseId: id, price };
    });
  };
  // A waiting call holds its text in memory, of which each byte was reckoned as a token.
  const lease = ctx.db.isTransaction ? take() : turns.run(ctx.workspaceId, take, tokens.in);
  return lease.catch(async (error: unknown) => {
    await announceRefusal(ctx, error);
    throw error;
  });
}

async function groupOf(tx: TxCtx, campaignId: string): Promise<string> {
  const [found] = await attribute(tx, [{ named: { campaign_id: campaignId } }]);
  if (found && "place" in found && found.place.groupId) return found.place.groupId;
  throw new AppError("not_found", "There is no such campaign in this workspace: check the header x-campaign-id.", {
    code: "campaign.not_found",
  });
}

async function reserveOrRefuse(tx: TxCtx, { usd, unpriced }: { usd: number; unpriced: number }): Promise<void> {
  const month = monthOf(tx.now());
  const plan = await selectPlan(tx);
  const limit = limitOf(plan);
  if (!(await addIfItFits(tx, "reserved_usd", { month, usd, limit }))) throw await budgetExceeded(tx, { month, limit });
  const most = unpricedLimitOf(plan);
  if (unpriced === 0 || (await countUnpricedIfTheyFit(tx, { month, calls: unpriced, limit: most }))) return;
  throw await unpricedCallsExceeded(tx, { month, limit: most ?? 0, budget: limit });
}
