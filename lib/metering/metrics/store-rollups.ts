import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { RollupDrift } from "./schemas";

/** Takes the recount's own lock until the transaction ends; false when another recount holds it. */
export async function takeRecountLock(tx: ServiceTx): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('metrics.refresh_rollups', 0)) as taken`.execute(tx.db);
  return rows[0]?.taken ?? false;
}

/** Recounts both rollup views; readers go on meanwhile. */
export async function refreshViews(tx: ServiceTx): Promise<void> {
  await sql`select private.refresh_rollup_views()`.execute(tx.db);
}

const STATS = sql`'daily_stats' as rollup, s.workspace_id, s.day, s.campaign_id, s.campaign_group_id, s.step, null as provider, null as model,
  jsonb_build_object('sends', s.sends, 'deliveries', s.deliveries, 'opens', s.opens, 'clicks', s.clicks, 'replies', s.replies,
    'bounces', s.bounces, 'opt_outs', s.opt_outs, 'complaints', s.complaints) as counters`;
const COSTS = sql`'daily_costs' as rollup, s.workspace_id, s.day, s.campaign_id, s.campaign_group_id, null::smallint as step, s.provider,
  s.model, jsonb_build_object('calls', s.calls, 'unpriced_calls', s.unpriced_calls, 'tokens_in', s.tokens_in, 'tokens_out', s.tokens_out,
    'cost_usd', s.cost_usd) as counters`;
const BUDGET = sql`'budget_ledger' as rollup, s.workspace_id, s.month as day, null::uuid as campaign_id, null::uuid as campaign_group_id,
  null::smallint as step, null as provider, null as model,
  jsonb_build_object('spent_usd', s.spent_usd, 'reserved_usd', s.reserved_usd, 'unpriced_calls', s.unpriced_calls) as counters`;

const KEPT = sql`
  select ${STATS} from daily_stats s union all select ${COSTS} from daily_costs s union all select ${BUDGET} from budget_ledger s`;

/** Calls belong to days of the workspace's time zone, budgets to months of UTC. */
const RECOUNTED = sql`
  select ${STATS} from mv_daily_stats s
  union all
  select ${COSTS} from (
    select u.workspace_id, (u.created_at at time zone coalesce(c.time_zone, 'UTC'))::date as day, u.campaign_id, u.campaign_group_id,
      u.provider, u.model, count(*) as calls, count(*) filter (where u.cost_usd is null) as unpriced_calls,
      sum(u.tokens_in) as tokens_in, sum(u.tokens_out) as tokens_out, coalesce(sum(u.cost_usd), 0) as cost_usd
    from llm_usage u left join genesis.infrastructure_config c on c.workspace_id = u.workspace_id
    where u.status = 'settled' and not u.is_test
    group by 1, 2, 3, 4, 5, 6) s
  union all
  select ${BUDGET} from (
    select workspace_id, date_trunc('month', created_at at time zone 'UTC')::date as month, sum(charged_usd) as spent_usd,
      coalesce(sum(leased_usd) filter (where status = 'leased'), 0) as reserved_usd,
      count(*) filter (where unpriced and status <> 'released') as unpriced_calls
    from llm_usage
    group by 1, 2) s`;

const KEY = sql`workspace_id, rollup, day, campaign_id, campaign_group_id, step, provider, model`;
/** The key as values that can be compared: nothing equals nothing. */
const keyOf = (row: string) => {
  const at = (column: string) => sql.ref(`${row}.${column}`);
  return sql`(${at("rollup")}, ${at("workspace_id")}, ${at("day")}, coalesce(${at("campaign_id")}::text, ''),
    coalesce(${at("campaign_group_id")}::text, ''), coalesce(${at("step")}, 0), coalesce(${at("provider")}, ''), coalesce(${at("model")}, ''))`;
};

/** Where the kept sums and the recount disagree; remembers those, and marks as gone what agrees again. A missing row counts as zeros. */
export async function recordDrifts(tx: ServiceTx): Promise<RollupDrift[]> {
  const { rows } = await sql<RollupDrift>`
    with kept as (${KEPT}), recounted as (${RECOUNTED}),
    drifted as (
      select coalesce(k.workspace_id, r.workspace_id) as workspace_id, coalesce(k.rollup, r.rollup) as rollup, coalesce(k.day, r.day) as day,
        coalesce(k.campaign_id, r.campaign_id) as campaign_id, coalesce(k.campaign_group_id, r.campaign_group_id) as campaign_group_id,
        coalesce(k.step, r.step) as step, coalesce(k.provider, r.provider) as provider, coalesce(k.model, r.model) as model,
        coalesce(k.counters, (select jsonb_object_agg(key, 0) from jsonb_each(r.counters))) as kept,
        coalesce(r.counters, (select jsonb_object_agg(key, 0) from jsonb_each(k.counters))) as recounted
      from kept k full join recounted r on ${keyOf("k")} = ${keyOf("r")}
      where coalesce(k.counters, (select jsonb_object_agg(key, 0) from jsonb_each(r.counters)))
         <> coalesce(r.counters, (select jsonb_object_agg(key, 0) from jsonb_each(k.counters)))
    ), gone as (
      update rollup_drifts d set gone_at = now()
      where d.gone_at is null and not exists (select from drifted n where ${keyOf("n")} = ${keyOf("d")})
    )
    insert into rollup_drifts as d (${KEY}, kept, recounted)
    select ${KEY}, kept, recounted from drifted
    on conflict (${KEY}) do update set kept = excluded.kept, recounted = excluded.recounted, gone_at = null
    returning ${KEY}, kept, recounted, found_at`.execute(tx.db);
  return rows;
}
