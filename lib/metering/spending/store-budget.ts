import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export async function selectPlan(tx: TxCtx): Promise<string> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select("plan")
    .where("id", "=", tx.workspaceId)
    .executeTakeFirstOrThrow();
  return row.plan;
}

type Amount = { month: string; usd: number; limit: number | null };

/**
 * Adds an amount to one column of the month's budget if it fits beside the spent and reserved amounts, in one conditional statement: the
 * row is locked while it is judged, so no interleaving can exceed the limit. A free call always fits.
 */
export async function addIfItFits(
  tx: TxCtx,
  column: "reserved_usd" | "spent_usd",
  { month, usd, limit }: Amount,
): Promise<boolean> {
  const added = sql.ref(column);
  const { rows } = await sql`
    insert into budget_ledger as b (workspace_id, month, ${added})
    select ${tx.workspaceId}, ${month}::date, ${usd}::numeric
    where ${usd}::numeric = 0 or ${limit}::numeric is null or ${usd}::numeric <= ${limit}::numeric
    on conflict (workspace_id, month) do update set ${added} = b.${added} + excluded.${added}
      where excluded.${added} = 0 or ${limit}::numeric is null
         or b.spent_usd + b.reserved_usd + excluded.${added} <= ${limit}::numeric
    returning 1`.execute(tx.db);
  return rows.length > 0;
}

type Calls = { month: string; calls: number; limit: number | null };

/** Counts calls without a known price if their number fits in the month's limit; judged like the money, in one statement. */
export async function countUnpricedIfTheyFit(tx: TxCtx, { month, calls, limit }: Calls): Promise<boolean> {
  const { rows } = await sql`
    insert into budget_ledger as b (workspace_id, month, unpriced_calls)
    select ${tx.workspaceId}, ${month}::date, ${calls}::int
    where ${limit}::int is null or ${calls}::int <= ${limit}::int
    on conflict (workspace_id, month) do update set unpriced_calls = b.unpriced_calls + excluded.unpriced_calls
      where ${limit}::int is null or b.unpriced_calls + excluded.unpriced_calls <= ${limit}::int
    returning 1`.execute(tx.db);
  return rows.length > 0;
}

/** Remembers that the founders were told; false when they were told before in this month. */
export async function markUnpricedTold(
  tx: TxCtx,
  { month, about }: { month: string; about: "unpriced_warned_at" | "unpriced_refused_at" },
): Promise<boolean> {
  const row = await tx.db
    .updateTable("budget_ledger")
    .set({ [about]: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("month", "=", month)
    .where(about, "is", null)
    .returning("month")
    .executeTakeFirst();
  return row !== undefined;
}

type Alerts = { month: string; spent: number; limit: number; thresholds: readonly number[] };

/** Remembers which shares were announced; returns those that were not yet. */
export async function insertBudgetAlerts(tx: TxCtx, { month, spent, limit, thresholds }: Alerts): Promise<number[]> {
  const rows = await tx.db
    .insertInto("budget_alerts")
    .values(
      thresholds.map((threshold) => ({
        workspace_id: tx.workspaceId,
        month,
        threshold,
        spent_usd: spent,
        limit_usd: limit,
      })),
    )
    .onConflict((conflict) => conflict.columns(["workspace_id", "month", "threshold"]).doNothing())
    .returning("threshold")
    .execute();
  return rows.map(({ threshold }) => threshold);
}

/** Forgets the announcements of a month that a new limit has not reached. Without a limit, all of them. */
export async function deleteAlertsAbove(
  tx: TxCtx,
  { month, spent, limit }: { month: string; spent: number; limit: number | null },
): Promise<void> {
  await sql`
    delete from budget_alerts
    where workspace_id = ${tx.workspaceId} and month = ${month}::date
      and (${limit}::numeric is null or ${spent}::numeric * 100 < threshold * ${limit}::numeric)`.execute(tx.db);
}

export async function findBudgetAlert(
  tx: TxCtx,
  { month, threshold }: { month: string; threshold: number },
): Promise<{ spentUsd: number; limitUsd: number } | null> {
  const row = await tx.db
    .selectFrom("budget_alerts")
    .select(["spent_usd as spentUsd", "limit_usd as limitUsd"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("month", "=", month)
    .where("threshold", "=", threshold)
    .executeTakeFirst();
  return row ?? null;
}

export type Spend = { spent: number; reserved: number; unpriced: number };

export async function selectSpend(tx: TxCtx, month: string): Promise<Spend> {
  const row = await tx.db
    .selectFrom("budget_ledger")
    .select(["spent_usd as spent", "reserved_usd as reserved", "unpriced_calls as unpriced"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("month", "=", month)
    .executeTakeFirst();
  return row ?? { spent: 0, reserved: 0, unpriced: 0 };
}

export type NewLease = {
  id: string;
  provider: string;
  model: string;
  usd: number;
  /** Its price is not known: it counts by number. */
  unpriced: boolean;
  campaignId: string | null;
  groupId: string | null;
  purpose: string | null;
  /** The lead that the call is about. */
  leadId: string | null;
  expiresAt: string;
};

export async function insertLease(tx: TxCtx, lease: NewLease): Promise<void> {
  await tx.db
    .insertInto("llm_usage")
    .values({
      id: lease.id,
      workspace_id: tx.workspaceId,
      provider: lease.provider,
      model: lease.model,
      campaign_id: lease.campaignId,
      campaign_group_id: lease.groupId,
      purpose: lease.purpose,
      contact_email: sql<string | null>`(select l.email from genesis.leads l
        where l.workspace_id = ${tx.workspaceId} and l.id = ${lease.leadId}::uuid)`,
      status: "leased",
      leased_usd: lease.usd,
      unpriced: lease.unpriced,
      lease_expires_at: lease.expiresAt,
      created_at: tx.now().toISOString(),
    })
    .execute();
}

/** A lease as it stood before it was ended: how much of the budget it still held, of which month, and whether it counts by number. */
export type EndedLease = { held: number; month: string; unpriced: boolean };

export type Settlement = {
  id: string;
  model: string;
  tokensIn: number;
  tokensOut: number;
  /** Null: not known. It charges nothing. */
  costUsd: number | null;
};

/** Ends a lease with what the call cost; one that was reaped meanwhile holds nothing any more but is still charged. Null: settled before. */
export async function settleLease(
  tx: TxCtx,
  { id, model, tokensIn, tokensOut, costUsd }: Settlement,
): Promise<EndedLease | null> {
  const { rows } = await sql<EndedLease>`
    with held as (
      select id, case when status = 'leased' then leased_usd else 0 end as usd
      from llm_usage where workspace_id = ${tx.workspaceId} and id = ${id} and status <> 'settled' for update
    )
    update llm_usage u
    set status = 'settled', model = ${model}, tokens_in = ${tokensIn}, tokens_out = ${tokensOut}, cost_usd = ${costUsd}::numeric,
        charged_usd = coalesce(${costUsd}::numeric, 0), lease_expires_at = null
    from held
    where u.workspace_id = ${tx.workspaceId} and u.id = held.id
    returning held.usd as held, date_trunc('month', u.created_at at time zone 'UTC')::date as month, u.unpriced`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** Ends a lease whose call cost nothing. Null: it was over already. */
export async function releaseLease(tx: TxCtx, id: string): Promise<EndedLease | null> {
  const { rows } = await sql<EndedLease>`
    update llm_usage set status = 'released', lease_expires_at = null
    where workspace_id = ${tx.workspaceId} and id = ${id} and status = 'leased'
    returning leased_usd as held, date_trunc('month', created_at at time zone 'UTC')::date as month, unpriced`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** A call that generated nothing counts no more. */
export async function uncountUnpriced(tx: TxCtx, month: string): Promise<void> {
  await sql`
    update budget_ledger set unpriced_calls = greatest(0, unpriced_calls - 1)
    where workspace_id = ${tx.workspaceId} and month = ${month}::date`.execute(tx.db);
}

/** Takes back what a lease held and charges what was spent. */
export async function chargeBudget(
  tx: TxCtx,
  { month, held }: Pick<EndedLease, "month" | "held">,
  spent: number,
): Promise<void> {
  await sql`
    update budget_ledger set reserved_usd = greatest(0, reserved_usd - ${held}::numeric), spent_usd = spent_usd + ${spent}::numeric
    where workspace_id = ${tx.workspaceId} and month = ${month}::date`.execute(tx.db);
}

export type AbandonedLease = EndedLease & { id: string };

/** Leases past their time whose call never came back; rows that are being settled at this moment are left out. */
export async function lockAbandonedLeases(tx: TxCtx, at: string): Promise<AbandonedLease[]> {
  const { rows } = await sql<AbandonedLease>`
    select id, leased_usd as held, unpriced, date_trunc('month', created_at at time zone 'UTC')::date as month
    from llm_usage
    where workspace_id = ${tx.workspaceId} and status = 'leased' and lease_expires_at < ${at}::timestamptz
    order by id limit 500 for update skip locked`.execute(tx.db);
  return rows;
}

/**
 * Ends abandoned leases as what they held; those without a price with an unknown cost, those of free models as `released`.
 * `lease_expires_at` stays: it says that the usage is not known.
 */
export async function settleAbandoned(tx: TxCtx, ids: readonly string[]): Promise<void> {
  await sql`
    update llm_usage
    set status = case when leased_usd = 0 and not unpriced then 'released' else 'settled' end, cost_usd = nullif(leased_usd, 0),
        charged_usd = leased_usd
    where workspace_id = ${tx.workspaceId} and id = any (${ids}::uuid[])`.execute(tx.db);
}

/** Locks a lease that was settled as abandoned; null when it was not. */
export async function lockSettledAsAbandoned(tx: TxCtx, id: string): Promise<EndedLease | null> {
  const { rows } = await sql<EndedLease>`
    select leased_usd as held, unpriced, date_trunc('month', created_at at time zone 'UTC')::date as month
    from llm_usage
    where workspace_id = ${tx.workspaceId} and id = ${id} and status = 'settled' and lease_expires_at is not null
    for update`.execute(tx.db);
  return rows[0] ?? null;
}

/** Sets aside again what was charged. */
export async function unchargeBudget(tx: TxCtx, { held, month }: Pick<EndedLease, "month" | "held">): Promise<void> {
  await sql`
    update budget_ledger set reserved_usd = reserved_usd + ${held}::numeric, spent_usd = greatest(0, spent_usd - ${held}::numeric)
    where workspace_id = ${tx.workspaceId} and month = ${month}::date`.execute(tx.db);
}

/** Makes a lease of a settled call again. */
export async function reopenLease(tx: TxCtx, id: string): Promise<void> {
  await sql`
    update llm_usage set status = 'leased', cost_usd = null, charged_usd = 0
    where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db);
}

/** The workspaces that have leases to reap: a sweep across workspaces, ids only. */
export async function selectWorkspacesWithExpiredLeases(tx: ServiceTx, at: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("llm_usage")
    .select("workspace_id")
    .distinct()
    .where("status", "=", "leased")
    .where("lease_expires_at", "<", at)
    .limit(1000)
    .execute();
  return rows.map((row) => row.workspace_id);
}
