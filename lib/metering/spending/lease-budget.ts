import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { announceRefusal, budgetExceeded } from "./budget-alerts";
import { limitOf, monthOf } from "./budget";
import { costOf, priceOf, UNKNOWN_PRICE } from "./prices";
import { reapLeases } from "./reap-leases";
import { attribute } from "@/lib/metering/events/attribution";
import { addIfItFits, insertLease, selectPlan } from "./store-budget";
import { Turns } from "@/lib/metering/events/turns";

export type LeaseRequest = {
  provider: string;
  model: string;
  /** The most the call can use. */
  tokens: { in: number; out: number };
  campaignId?: string;
  purpose?: string;
};
export type Lease = { leaseId: string };

/** Longer than any call may take. */
const LEASE_MS = 10 * 60 * 1000;
const turns = new Turns({ waiting: 1_000, bytes: 64 * 1024 * 1024, atOnce: 4 });

/**
 * Sets aside the most a model call can cost, before it is made; 402 `budget.exceeded` when the month's limit would not hold it.
 */
export async function leaseBudget(ctx: WorkspaceCtx, request: LeaseRequest): Promise<Lease> {
  requirePermission(ctx, "ingestion.write");
  const { provider, model, tokens, campaignId, purpose } = request;
  // No event: a lease is a step of a call, whose usage row is the record.

  const take = async (): Promise<Lease> => {
    // By itself: it takes rows of another month and of days, which who reports a cost takes in another order.
    await reapLeases(ctx);
    return withTransaction(ctx, async (tx) => {
      const groupId = campaignId ? await groupOf(tx, campaignId) : null;
      const usd = costOf(priceOf(provider, model, tx.now()) ?? UNKNOWN_PRICE, tokens);
      await reserveOrRefuse(tx, usd);
      const id = newId();
      const expiresAt = new Date(tx.now().getTime() + LEASE_MS).toISOString();
      await insertLease(tx, {
        id,
        provider,
        model,
        usd,
        campaignId: campaignId ?? null,
        groupId,
        purpose: purpose ?? null,
        expiresAt,
      });
      return { leaseId: id };
    });
  };
  // Whoever waits holds the text of the call, of which each byte was reckoned as a token.
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

async function reserveOrRefuse(tx: TxCtx, usd: number): Promise<void> {
  const month = monthOf(tx.now());
  const limit = limitOf(await selectPlan(tx));
  if (await addIfItFits(tx, "reserved_usd", { month, usd, limit })) return;
  throw await budgetExceeded(tx, { month, limit });
}
