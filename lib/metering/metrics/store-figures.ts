import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

export type DailyOutreach = {
  day: string;
  sends: number;
  deliveries: number;
  replies: number;
  bounces: number;
  opt_outs: number;
  complaints: number;
};

/** The outreach of a company day by day. Emails without a group belong to the first company of the workspace, as its ledger does. */
export async function selectDailyOutreach(
  tx: TxCtx,
  { projectId, start, end }: { projectId: string; start: string; end: string },
): Promise<DailyOutreach[]> {
  const { rows } = await sql<DailyOutreach>`
    select s.day, sum(s.sends)::int as sends, sum(s.deliveries)::int as deliveries, sum(s.replies)::int as replies,
      sum(s.bounces)::int as bounces, sum(s.opt_outs)::int as opt_outs, sum(s.complaints)::int as complaints
    from daily_stats s
    left join campaign_groups g on g.id = s.campaign_group_id
    where s.workspace_id = ${tx.workspaceId} and s.day between ${start}::date and ${end}::date
      and ${projectId}::uuid = coalesce(g.project_id,
        (select f.id from projects f where f.workspace_id = ${tx.workspaceId} order by f.created_at, f.id limit 1))
    group by s.day
    order by s.day`.execute(tx.db);
  return rows;
}
