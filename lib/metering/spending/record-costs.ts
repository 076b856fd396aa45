import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { attribute } from "@/lib/metering/events/attribution";
import { announceBudgetUse, announceRefusal, budgetExceeded } from "./budget-alerts";
import { limitOf, monthOf } from "./budget";
import { costOf, priceOf, roundedUp, UNKNOWN_PRICE } from "./prices";
import { isGiven } from "@/lib/metering/events/schemas";
import type { BudgetState, CostEvent, CostReceipt } from "./schemas";
import { addIfItFits, selectPlan, selectSpend } from "./store-budget";
import { insertCosts, type NewCost } from "./store-costs";
import { addToDailyCosts } from "./store-daily-costs";
import { Turns } from "@/lib/metering/events/turns";
import { tokensOf } from "./usage-tokens";

/** All of a workspace's costs are charged to one row; the connections of this process are not for waiting in front of it. */
const turns = new Turns({ waiting: 10_000, bytes: 64 * 1024 * 1024, atOnce: 4 });

/**
 * Stores what model calls cost and charges the month's budget, all of a request or nothing: 402 `budget.exceeded` when the limit would
 * not hold it, however many arrive at once. The same idempotency key is stored and charged once; test events are stored and cost nothing.
 */
export async function recordCosts(ctx: WorkspaceCtx, events: readonly CostEvent[]): Promise<CostReceipt> {
  requirePermission(ctx, "ingestion.write");
  if (ctx.db.isTransaction) return record(ctx, events);
  return turns.run(ctx.workspaceId, () => record(ctx, events), JSON.stringify(events).length);
}

async function record(ctx: WorkspaceCtx, events: readonly CostEvent[]): Promise<CostReceipt> {
  // No event: the usage rows are the record; the ledger hears of the shares of the budget.
  try {
    return await withTransaction(ctx, (tx) => store(tx, events));
  } catch (error) {
    await announceRefusal(ctx, error);
    throw error;
  }
}

async function store(tx: TxCtx, events: readonly CostEvent[]): Promise<CostReceipt> {
  const rows = await price(tx, events);
  const inserted = await insertCosts(tx, rows);
  const fresh = rows.filter(({ id }) => inserted.has(id));
  const budget = await charge(tx, sum(fresh.map(({ charged_usd }) => charged_usd)));
  await addToDailyCosts(tx, [...inserted]);
  return {
    ok: true,
    inserted: fresh.length,
    deduped: events.length - fresh.length,
    cost_usd: sum(fresh.map(({ is_test, cost_usd }) => (is_test ? 0 : (cost_usd ?? 0)))),
    unpriced: fresh.filter(({ cost_usd }) => cost_usd === null).length,
    budget,
  };
}

async function price(tx: TxCtx, events: readonly CostEvent[]): Promise<NewCost[]> {
  const drafts = await attribute(
    tx,
    events.map((event) => ({ event, named: { ...event, campaign: event.campaign_name } })),
  );
  return drafts.map((draft, index) => {
    if ("refusal" in draft)
      throw new AppError("not_found", draft.refusal.error, { code: draft.refusal.code, details: { index } });
    const { event, place } = draft;
    const used = tokensOf(event);
    const tokens = used ?? { in: 0, out: 0 };
    // What nobody can reckon, for want of a price or of the tokens, has an unknown cost and not none.
    const known = used && priceOf(event.provider, event.model, tx.now());
    const costUsd = isGiven(event.cost_usd) ? roundedUp(event.cost_usd) : known && costOf(known, tokens);
    return {
      id: newId(),
      provider: event.provider,
      model: event.model,
      tokens_in: tokens.in,
      tokens_out: tokens.out,
      cost_usd: costUsd,
      charged_usd: event.is_test ? 0 : (costUsd ?? costOf(UNKNOWN_PRICE, tokens)),
      raw_usage: event.raw_usage ?? null,
      campaign_id: place.campaignId,
      campaign_name: event.campaign_name ?? null,
      campaign_group_id: place.groupId,
      contact_email: event.contact_email ?? null,
      purpose: event.purpose ?? null,
      workflow_id: event.workflow_id ?? null,
      run_id: event.run_id ?? null,
      idempotency_key: event.idempotency_key ?? null,
      is_test: event.is_test ?? false,
      metadata: event.metadata ?? {},
    };
  });
}

async function charge(tx: TxCtx, usd: number): Promise<BudgetState> {
  const month = monthOf(tx.now());
  const limit = limitOf(await selectPlan(tx));
  const fits = await addIfItFits(tx, "spent_usd", { month, usd, limit });
  if (!fits) throw await budgetExceeded(tx, { month, limit });
  const { spent, reserved } = await selectSpend(tx, month);
  await announceBudgetUse(tx, { month, spent, limit });
  const remaining = limit === null ? null : Math.max(0, micro(limit - spent - reserved));
  return { current_spend: spent, limit, remaining };
}

/** Money is counted in millionths of a dollar; adding floats may not show more. */
const micro = (usd: number): number => Math.round(usd * 1_000_000) / 1_000_000;
const sum = (amounts: readonly number[]): number => micro(amounts.reduce((total, usd) => total + usd, 0));
