import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { RollupDrift } from "./schemas";

/** Recounts both rollup views; readers go on meanwhile. */
export async function refreshViews(tx: ServiceTx): Promise<void> {
  await sql`select private.refresh_rollup_views()`.execute(tx.db);
}

const COUNTERS = sql`jsonb_build_object('sends', s.sends, 'deliveries', s.deliveries, 'opens', s.opens, 'clicks', s.clicks,
  'replies', s.replies, 'bounces', s.bounces, 'opt_outs', s.opt_outs, 'complaints', s.complaints)`;
const NOTHING = sql`'{"sends":0,"deliveries":0,"opens":0,"clicks":0,"replies":0,"bounces":0,"opt_outs":0,"complaints":0}'::jsonb`;

/** Where the kept sums and the recount disagree; remembers those, and marks as gone what agrees again. */
export async function recordDrifts(tx: ServiceTx): Promise<RollupDrift[]> {
  const { rows } = await sql<RollupDrift>`
    with kept as (select s.workspace_id, s.day, s.campaign_id, s.campaign_group_id, s.step, ${COUNTERS} as counters from daily_stats s),
    recounted as (select s.workspace_id, s.day, s.campaign_id, s.campaign_group_id, s.step, ${COUNTERS} as counters from mv_daily_stats s),
    compared as (
      select coalesce(k.workspace_id, r.workspace_id) as workspace_id, coalesce(k.day, r.day) as day,
        coalesce(k.campaign_id, r.campaign_id) as campaign_id,
        coalesce(k.campaign_group_id, r.campaign_group_id) as campaign_group_id, coalesce(k.step, r.step) as step,
        coalesce(k.counters, ${NOTHING}) as kept, coalesce(r.counters, ${NOTHING}) as recounted
      from kept k full join recounted r
        on (k.workspace_id, k.day, coalesce(k.campaign_id::text, ''), coalesce(k.campaign_group_id::text, ''), coalesce(k.step, 0))
         = (r.workspace_id, r.day, coalesce(r.campaign_id::text, ''), coalesce(r.campaign_group_id::text, ''), coalesce(r.step, 0))
    ), drifted as (
      select * from compared where kept <> recounted
    ), gone as (
      update rollup_drifts d set gone_at = now()
      where d.gone_at is null and not exists (
        select from drifted n where n.workspace_id = d.workspace_id and n.day = d.day
          and n.campaign_id is not distinct from d.campaign_id and n.campaign_group_id is not distinct from d.campaign_group_id
          and n.step is not distinct from d.step)
    )
    insert into rollup_drifts as d (workspace_id, day, campaign_id, campaign_group_id, step, kept, recounted)
    select workspace_id, day, campaign_id, campaign_group_id, step, kept, recounted from drifted
    on conflict (workspace_id, day, campaign_id, campaign_group_id, step) do update
      set kept = excluded.kept, recounted = excluded.recounted, gone_at = null
    returning workspace_id, day, campaign_id, campaign_group_id, step, kept, recounted, found_at`.execute(tx.db);
  return rows;
}
