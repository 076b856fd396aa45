import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

/** Alone in the workspace: every other transaction of it has ended or waits (see private.enter_workspace). */
export async function replaceDailyStats(tx: TxCtx, timeZone: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tx.workspaceId}::text, 0))`.execute(tx.db);
  await tx.db.deleteFrom("daily_stats").where("workspace_id", "=", tx.workspaceId).execute();
  await sql`
    insert into daily_stats (
      workspace_id, day, campaign_id, campaign_group_id, step, sends, deliveries, opens, clicks, replies, bounces, opt_outs, complaints)
    select workspace_id, (event_ts at time zone ${timeZone})::date as day, campaign_id, campaign_group_id, step,
      count(*) filter (where event_type = 'sent'), count(*) filter (where event_type = 'delivered'),
      count(*) filter (where event_type = 'opened'), count(*) filter (where event_type = 'clicked'),
      count(*) filter (where event_type = 'replied'), count(*) filter (where event_type = 'bounced'),
      count(*) filter (where event_type = 'opt_out'), count(*) filter (where event_type = 'complained')
    from email_events
    where workspace_id = ${tx.workspaceId} and not is_test
    group by workspace_id, 2, campaign_id, campaign_group_id, step`.execute(tx.db);
}
