import { sql, type RawBuilder } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { CampaignStats, CostLine, Counts } from "./schemas";

/** Which events count: days both included; null leaves a filter out. */
export type Scope = {
  start: string;
  end: string;
  timeZone: string;
  campaignIds: string[] | null;
  groupId: string | null;
  unattributed: boolean;
};

export async function selectTimeZone(tx: TxCtx): Promise<string> {
  const row = await tx.db
    .selectFrom("genesis.infrastructure_config")
    .select("time_zone")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row?.time_zone ?? "UTC";
}

/** The campaigns a filter means, by id or name; archived ones too. */
export async function selectCampaignIds(tx: TxCtx, campaign: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("campaigns")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where((eb) => eb.or([sql<boolean>`id::text = lower(${campaign})`, sql<boolean>`lower(name) = lower(${campaign})`]))
    .execute();
  return rows.map(({ id }) => id);
}

function inScope({ campaignIds, groupId, unattributed }: Scope): RawBuilder<boolean> {
  const inGroup = groupId ? sql<boolean>`campaign_group_id = ${groupId}` : sql<boolean>`true`;
  if (unattributed) return sql`campaign_id is null and ${inGroup}`;
  return campaignIds ? sql`campaign_id = any (${campaignIds}::uuid[]) and ${inGroup}` : inGroup;
}

const SUMS = sql`
  sum(sends)::int as sends, sum(deliveries)::int as deliveries, sum(opens)::int as opens, sum(clicks)::int as clicks,
  sum(replies)::int as replies, sum(bounces)::int as bounces, sum(opt_outs)::int as opt_outs, sum(complaints)::int as complaints`;

export type DayStepCounts = Counts & { day: string; step: number | null };

export async function sumByDayAndStep(tx: TxCtx, scope: Scope): Promise<DayStepCounts[]> {
  const { rows } = await sql<DayStepCounts>`
    select day, step, ${SUMS}
    from daily_stats
    where workspace_id = ${tx.workspaceId} and day between ${scope.start}::date and ${scope.end}::date and ${inScope(scope)}
    group by day, step
    order by day, step`.execute(tx.db);
  return rows;
}

/** A line a campaign (renamed ones keep theirs), and one for what belongs to none. Archived campaigns show only if they have events. */
export async function sumByCampaign(tx: TxCtx, scope: Scope): Promise<CampaignStats[]> {
  const { rows } = await sql<CampaignStats>`
    with counted as (
      select campaign_id, ${SUMS}
      from daily_stats
      where workspace_id = ${tx.workspaceId} and day between ${scope.start}::date and ${scope.end}::date and ${inScope(scope)}
      group by campaign_id
    ), named as (
      select id as campaign_id, campaign_group_id, name, status from campaigns where workspace_id = ${tx.workspaceId}
    )
    select campaign_id as id, coalesce(name, 'Unattributed') as name, status,
      coalesce(sends, 0) as sends, coalesce(replies, 0) as replies, coalesce(opt_outs, 0) as opt_outs, coalesce(bounces, 0) as bounces
    from named full join counted using (campaign_id)
    where (status is distinct from 'archived' or sends is not null) and (name is null or ${inScope(scope)})
    order by coalesce(sends, 0) desc, name nulls last`.execute(tx.db);
  return rows;
}

export async function sumCost(tx: TxCtx, scope: Scope): Promise<CostLine[]> {
  const { rows } = await sql<CostLine>`
    select provider, model, campaign_id, count(*)::int as calls, (count(*) filter (where cost_usd is null))::int as unpriced_calls,
      sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out, coalesce(sum(cost_usd), 0) as cost_usd
    from llm_usage
    where workspace_id = ${tx.workspaceId} and status = 'settled' and not is_test
      and created_at >= ${scope.start}::date::timestamp at time zone ${scope.timeZone}
      and created_at < (${scope.end}::date + 1)::timestamp at time zone ${scope.timeZone}
      and ${inScope(scope)}
    group by provider, model, campaign_id
    order by cost_usd desc, calls desc, provider, model`.execute(tx.db);
  return rows;
}
