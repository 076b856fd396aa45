import { sql } from "kysely";
import { sendPrepared } from "@/lib/platform/prepared";
import type { TxCtx } from "@/lib/platform/transaction";
import type { EventType } from "./schemas";

/** The counters that each type of event changes. */
const COLUMN = {
  sent: "sends",
  delivered: "deliveries",
  opened: "opens",
  clicked: "clicks",
  replied: "replies",
  bounced: "bounces",
  opt_out: "opt_outs",
  complained: "complaints",
} as const satisfies Record<EventType, string>;

type Place = { day: string; campaign_id: string | null; campaign_group_id: string | null; step: number | null };
type Sums = Place & Partial<Record<(typeof COLUMN)[EventType], number>>;

/** Adds events to their days, a row a day, campaign, group and step; rows in one order, so that concurrent writers never deadlock. */
export async function addToDailyStats(
  tx: TxCtx,
  events: readonly (Place & { event_type: EventType })[],
): Promise<void> {
  const sums = new Map<string, Sums>();
  for (const { day, campaign_id, campaign_group_id, step, event_type } of events) {
    const key = JSON.stringify([day, campaign_id, campaign_group_id, step]);
    const sum = sums.get(key) ?? { day, campaign_id, campaign_group_id, step };
    const column = COLUMN[event_type];
    sum[column] = (sum[column] ?? 0) + 1;
    sums.set(key, sum);
  }
  await sendPrepared(
    tx.db,
    "add_daily_stats",
    sql`
    insert into daily_stats as s (
      workspace_id, day, campaign_id, campaign_group_id, step, sends, deliveries, opens, clicks, replies, bounces, opt_outs, complaints)
    select ${tx.workspaceId}, day, campaign_id, campaign_group_id, step, coalesce(sends, 0), coalesce(deliveries, 0), coalesce(opens, 0),
      coalesce(clicks, 0), coalesce(replies, 0), coalesce(bounces, 0), coalesce(opt_outs, 0), coalesce(complaints, 0)
    from jsonb_to_recordset(${JSON.stringify([...sums.values()])}::jsonb) as r (
      day date, campaign_id uuid, campaign_group_id uuid, step smallint, sends int, deliveries int, opens int, clicks int, replies int,
      bounces int, opt_outs int, complaints int)
    order by day, campaign_id, campaign_group_id, step
    on conflict (workspace_id, day, campaign_id, campaign_group_id, step) do update set
      sends = s.sends + excluded.sends, deliveries = s.deliveries + excluded.deliveries, opens = s.opens + excluded.opens,
      clicks = s.clicks + excluded.clicks, replies = s.replies + excluded.replies, bounces = s.bounces + excluded.bounces,
      opt_outs = s.opt_outs + excluded.opt_outs, complaints = s.complaints + excluded.complaints`,
  );
}

/** Waits to be alone in the workspace: every other transaction of it has ended then, or waits (see private.enter_workspace). */
export async function lockWorkspace(tx: TxCtx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${tx.workspaceId}::text, 0))`.execute(tx.db);
}

/** Only while alone in the workspace. */
export async function replaceDailyStats(tx: TxCtx, timeZone: string): Promise<void> {
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
