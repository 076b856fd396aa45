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
 * Adds an amount to one column of the month's budget if it fits beside what is spent and set aside, in one conditional statement: the
 * row is locked while it is judged, so no interleaving can exceed the limit. What costs nothing always fits.
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

export async function selectSpend(tx: TxCtx, month: string): Promise<{ spent: number; reserved: number }> {
  const row = await tx.db
    .selectFrom("budget_ledger")
    .select(["spent_usd as spent", "reserved_usd as reserved"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("month", "=", month)
    .executeTakeFirst();
  return row ?? { spent: 0, reserved: 0 };
}

export type NewLease = {
  id: string;
  provider: string;
  model: string;
  usd: number;
  campaignId: string | null;
  groupId: string | null;
  purpose: string | null;
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
      status: "leased",
      leased_usd: lease.usd,
      lease_expires_at: lease.expiresAt,
      created_at: tx.now().toISOString(),
    })
    .execute();
}

/** A lease as it stood before it was ended: how much of the budget it still held, and of which month. */
export type EndedLease = { held: number; month: string };

export type Settlement = {
  id: string;
  model: string;
  tokensIn: number;
  tokensOut: number;
  costUsd: number | null;
  chargedUsd: number;
};

/**
 * Ends a lease with what the call cost; one that was reaped meanwhile holds nothing any more but is still charged. A cost nobody knows is
 * charged as no more than was set aside. Null: settled before.
 */
export async function settleLease(
  tx: TxCtx,
  { id, model, tokensIn, tokensOut, costUsd, chargedUsd }: Settlement,
): Promise<(EndedLease & { charged: number }) | null> {
  const { rows } = await sql<EndedLease & { charged: number }>`
    with held as (
      select id, case when status = 'leased' then leased_usd else 0 end as usd
      from llm_usage where workspace_id = ${tx.workspaceId} and id = ${id} and status <> 'settled' for update
    )
    update llm_usage u
    set status = 'settled', model = ${model}, tokens_in = ${tokensIn}, tokens_out = ${tokensOut}, cost_usd = ${costUsd}::numeric,
        charged_usd = case when ${costUsd}::numeric is null then least(${chargedUsd}::numeric, u.leased_usd) else ${chargedUsd}::numeric end,
        lease_expires_at = null
    from held
    where u.workspace_id = ${tx.workspaceId} and u.id = held.id
    returning held.usd as held, date_trunc('month', u.created_at at time zone 'UTC')::date as month, u.charged_usd as charged`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** Ends a lease whose call cost nothing. Null: it was over already. */
export async function releaseLease(tx: TxCtx, id: string): Promise<EndedLease | null> {
  const { rows } = await sql<EndedLease>`
    update llm_usage set status = 'released', lease_expires_at = null
    where workspace_id = ${tx.workspaceId} and id = ${id} and status = 'leased'
    returning leased_usd as held, date_trunc('month', created_at at time zone 'UTC')::date as month`.execute(tx.db);
  return rows[0] ?? null;
}

/** Takes back what a lease held and charges what was spent. */
export async function chargeBudget(tx: TxCtx, { month, held }: EndedLease, spent: number): Promise<void> {
  await sql`
    update budget_ledger set reserved_usd = greatest(0, reserved_usd - ${held}::numeric), spent_usd = spent_usd + ${spent}::numeric
    where workspace_id = ${tx.workspaceId} and month = ${month}::date`.execute(tx.db);
}

export type AbandonedLease = EndedLease & { id: string; provider: string; model: string };

/** Leases past their time whose call never came back; rows somebody is settling just now are left to them. */
export async function lockAbandonedLeases(tx: TxCtx, at: string): Promise<AbandonedLease[]> {
  const { rows } = await sql<AbandonedLease>`
    select id, provider, model, leased_usd as held, date_trunc('month', created_at at time zone 'UTC')::date as month
    from llm_usage
    where workspace_id = ${tx.workspaceId} and status = 'leased' and lease_expires_at < ${at}::timestamptz
    order by id limit 500 for update skip locked`.execute(tx.db);
  return rows;
}

/**
 * Ends abandoned leases as what they held; those without a price with an unknown cost, those that held nothing as `released`.
 * `lease_expires_at` stays: it says that the usage is not known.
 */
export async function settleAbandoned(
  tx: TxCtx,
  leases: readonly { id: string; costUsd: number | null }[],
): Promise<void> {
  await sql`
    update llm_usage u
    set status = case when u.leased_usd = 0 then 'released' else 'settled' end, cost_usd = nullif(l.cost_usd, 0),
        charged_usd = u.leased_usd
    from jsonb_to_recordset(${JSON.stringify(leases.map(({ id, costUsd }) => ({ id, cost_usd: costUsd })))}::jsonb)
      as l (id uuid, cost_usd numeric)
    where u.workspace_id = ${tx.workspaceId} and u.id = l.id`.execute(tx.db);
}

/** Locks a lease that was settled as abandoned; null when it was not. */
export async function lockSettledAsAbandoned(tx: TxCtx, id: string): Promise<EndedLease | null> {
  const { rows } = await sql<EndedLease>`
    select leased_usd as held, date_trunc('month', created_at at time zone 'UTC')::date as month
    from llm_usage
    where workspace_id = ${tx.workspaceId} and id = ${id} and status = 'settled' and lease_expires_at is not null
    for update`.execute(tx.db);
  return rows[0] ?? null;
}

/** Sets aside again what was charged. */
export async function unchargeBudget(tx: TxCtx, { held, month }: EndedLease): Promise<void> {
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
