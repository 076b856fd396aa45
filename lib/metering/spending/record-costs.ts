import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { attribute } from "@/lib/metering/events/attribution";
import { announceBudgetUse, budgetExceeded } from "./budget-alerts";
import { announceRefusal } from "./announce-refusal";
import { limitOf, monthOf, unpricedLimitOf } from "./budget";
import { loadOwnPrices } from "./load-own-prices";
import { costOf, priceOf, roundedUp } from "./prices";
import { isGiven } from "@/lib/metering/events/schemas";
import type { BudgetState, CostEvent, CostReceipt } from "./schemas";
import { addIfItFits, countUnpricedIfTheyFit, selectPlan, selectSpend } from "./store-budget";
import { announceUnpricedUse, unpricedCallsExceeded } from "./unpriced-alerts";
import { insertCosts, type NewCost } from "./store-costs";
import { addToDailyCosts } from "./store-daily-costs";
import { Turns } from "@/lib/metering/events/turns";
import { tokensOf } from "./usage-tokens";

/** All of a workspace's costs are charged to one row; reports wait for it here, where they hold no connection. */
const turns = new Turns({ waiting: 10_000, bytes: 64 * 1024 * 1024, atOnce: 4 });

/**
 * Stores what model calls cost and charges the month's budget, all of a request or nothing: 402 `budget.exceeded` when the limit would
 * not hold it, 402 `budget.unpriced_calls_exceeded` when it has no room for calls without a known price, however many arrive at once.
 * The same idempotency key is stored and charged once; test events are stored and cost nothing.
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
  const budget = await charge(tx, fresh);
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
  const own = await loadOwnPrices(tx);
  return drafts.map((draft, index) => {
    if ("refusal" in draft)
      throw new AppError("not_found", draft.refusal.error, { code: draft.refusal.code, details: { index } });
    const { event, place } = draft;
    const used = tokensOf(event);
    const tokens = used ?? { in: 0, out: 0 };
    // Without a price or without the tokens, the cost is not known, which is not zero.
    const known = used && priceOf(event, tx.now(), own);
    const costUsd = isGiven(event.cost_usd) ? roundedUp(event.cost_usd) : known && costOf(known, tokens);
    const isTest = event.is_test ?? false;
    return {
      id: newId(),
      provider: event.provider,
      model: event.model,
      tokens_in: tokens.in,
      tokens_out: tokens.out,
      cost_usd: costUsd,
      charged_usd: isTest ? 0 : (costUsd ?? 0),
      unpriced: costUsd === null && !isTest,
      raw_usage: event.raw_usage ?? null,
      campaign_id: place.campaignId,
      campaign_name: event.campaign_name ?? null,
      campaign_group_id: place.groupId,
      contact_email: event.contact_email ?? null,
      purpose: event.purpose ?? null,
      workflow_id: event.workflow_id ?? null,
      run_id: event.run_id ?? null,
      idempotency_key: event.idempotency_key ?? null,
      is_test: isTest,
      metadata: event.metadata ?? {},
    };
  });
}

async function charge(tx: TxCtx, fresh: readonly NewCost[]): Promise<BudgetState> {
  const month = monthOf(tx.now());
  const plan = await selectPlan(tx);
  const [limit, most] = [limitOf(plan), unpricedLimitOf(plan)];
  const usd = sum(fresh.map(({ charged_usd }) => charged_usd));
  const unpriced = fresh.filter((row) => row.unpriced);
  if (!(await addIfItFits(tx, "spent_usd", { month, usd, limit }))) throw await budgetExceeded(tx, { month, limit });
  const [first] = unpriced;
  if (first) {
    const fits = await countUnpricedIfTheyFit(tx, { month, calls: unpriced.length, limit: most });
    if (!fits) throw await unpricedCallsExceeded(tx, { month, limit: most ?? 0, budget: limit });
    await announceUnpricedUse(tx, { month, model: first.model });
  }
  const spend = await selectSpend(tx, month);
  await announceBudgetUse(tx, { month, spent: spend.spent, limit });
  const remaining = limit === null ? null : Math.max(0, micro(limit - spend.spent - spend.reserved));
  return {
    current_spend: spend.spent,
    limit,
    remaining,
    unpriced_calls: spend.unpriced,
    unpriced_limit: most,
  };
}

/** Money is counted in millionths of a dollar; adding floats may not show more. */
const micro = (usd: number): number => Math.round(usd * 1_000_000) / 1_000_000;
const sum = (amounts: readonly number[]): number => micro(amounts.reduce((total, usd) => total + usd, 0));
