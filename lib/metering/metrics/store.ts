import { sql, type RawBuilder } from "kysely";
import { isUuid } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import type { CampaignStats, CostLine, Counts } from "./schemas";

/** Which events count: days both included; null leaves a filter out. */
export type Scope = {
  start: string;
  end: string;
  campaignIds: string[] | null;
  groupId: string | null;
  unattributed: boolean;
};

/** The campaigns a filter means, by id or name; archived ones too. */
export async function selectCampaignIds(tx: TxCtx, campaign: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("campaigns")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where(sql<boolean>`(id = any (${isUuid(campaign) ? [campaign] : []}::uuid[]) or name_key = lower(${campaign}))`)
    .execute();
  return rows.map(({ id }) => id);
}

function inScope({ campaignIds, groupId, unattributed }: Scope): RawBuilder<boolean> {
  const inGroup = groupId ? sql<boolean>`campaign_group_id = ${groupId}` : sql<boolean>`true`;
  if (unattributed) return sql`campaign_id is null and ${inGroup}`;
  return campaignIds ? sql`campaign_id = any (${campaignIds}::uuid[]) and ${inGroup}` : inGroup;
}

const SUMS = sql`
  sum(sends) as sends, sum(deliveries) as deliveries, sum(opens) as opens, sum(clicks) as clicks, sum(replies) as replies,
  sum(bounces) as bounces, sum(opt_outs) as opt_outs, sum(complaints) as complaints`;

/** Only for a workspace of which nothing is counted: among counted events this would look for long. */
export async function hasTestEvents(tx: TxCtx): Promise<boolean> {
  const row = await tx.db
    .selectFrom("email_events")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("is_test", "=", true)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type DayStepCounts = Counts & { day: string; step: number | null };

export type Numbers = {
  days: DayStepCounts[];
  costDays: { day: string; cost_usd: number }[];
  costs: CostLine[];
  campaigns: CampaignStats[];
  /** Sums of the period before; null where there was nothing. */
  previous: Record<keyof Counts, number | null> & { cost_usd: number | null };
  since: string | null;
  /** Of the month that was asked for; `since` is the day of its first call. */
  budget: { plan: string; spent: number; reserved: number; unpriced: number; since: string | null };
};

type Wanted = { scope: Scope; before: Scope; month: string };

/**
 * Every number of the dashboard in one statement, so that they are of one moment and take one round trip: from the daily sums, which do
 * not grow with the events. Calls that cost nothing, such as the first draft of a new company's plan, are no number yet.
 */
export async function selectNumbers(tx: TxCtx, { scope, before, month }: Wanted): Promise<Numbers> {
  const within = ({ start, end }: Scope): RawBuilder<boolean> =>
    sql`workspace_id = ${tx.workspaceId} and day between ${start}::date and ${end}::date and ${inScope(scope)}`;
  const ofMonth = sql`workspace_id = ${tx.workspaceId} and month = ${month}::date`;
  const list = (rows: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select coalesce(jsonb_agg(r), '[]') from (${rows}) r)`;
  const { rows } = await sql<Numbers>`
    select
      ${list(sql`
        select day, step, ${SUMS} from daily_stats where ${within(scope)} group by day, step order by day, step`)} as days,
      ${list(sql`
        select day, sum(cost_usd) as cost_usd from daily_costs where ${within(scope)} group by day`)} as "costDays",
      ${list(costLines(tx, within(scope)))} as costs,
      ${list(campaignLines(tx, within(scope), scope))} as campaigns,
      (select to_jsonb(r) from (select ${SUMS}, (select sum(cost_usd) from daily_costs where ${within(before)}) as cost_usd
        from daily_stats where ${within(before)}) r) as previous,
      (select least((select min(day) from daily_stats where workspace_id = ${tx.workspaceId}),
        (select min(day) from daily_costs
         where workspace_id = ${tx.workspaceId} and (cost_usd > 0 or unpriced_calls > 0)))) as since,
      jsonb_build_object(
        'plan', (select max(plan) from workspaces where id = ${tx.workspaceId}),
        'spent', (select coalesce(sum(spent_usd), 0) from budget_ledger where ${ofMonth}),
        'reserved', (select coalesce(sum(reserved_usd), 0) from budget_ledger where ${ofMonth}),
        'unpriced', (select coalesce(sum(unpriced_calls), 0) from budget_ledger where ${ofMonth}),
        'since', (select min(day) from daily_costs where workspace_id = ${tx.workspaceId} and day >= ${month}::date)) as budget`.execute(
    tx.db,
  );
  return rows[0] as Numbers;
}

const costLines = (tx: TxCtx, within: RawBuilder<boolean>): RawBuilder<unknown> => sql`
  select provider, model, campaign_id, coalesce(c.name, 'Unattributed') as campaign_name, calls, unpriced_calls, tokens_in, tokens_out,
    cost_usd
  from (
    select provider, model, campaign_id, sum(calls) as calls, sum(unpriced_calls) as unpriced_calls, sum(tokens_in) as tokens_in,
      sum(tokens_out) as tokens_out, sum(cost_usd) as cost_usd
    from daily_costs where ${within} group by provider, model, campaign_id
  ) used left join campaigns c on c.id = used.campaign_id and c.workspace_id = ${tx.workspaceId}
  order by cost_usd desc, calls desc, provider, model, campaign_id`;

/** A line a campaign (renamed ones keep theirs), and one for what belongs to none. Archived campaigns show only if they have numbers. */
const campaignLines = (tx: TxCtx, within: RawBuilder<boolean>, scope: Scope): RawBuilder<unknown> => sql`
  with counted as (
    select campaign_id, ${SUMS} from daily_stats where ${within} group by campaign_id
  ), charged as (
    select campaign_id, sum(cost_usd) as cost_usd from daily_costs where ${within} group by campaign_id
  ), named as (
    select id as campaign_id, name, status from campaigns where workspace_id = ${tx.workspaceId} and ${ofCampaigns(scope)}
    union all select null, 'Unattributed', null
  )
  select n.campaign_id as id, n.name, n.status, coalesce(cost_usd, 0) as cost_usd,
    coalesce(sends, 0) as sends, coalesce(deliveries, 0) as deliveries, coalesce(opens, 0) as opens, coalesce(clicks, 0) as clicks,
    coalesce(replies, 0) as replies, coalesce(bounces, 0) as bounces, coalesce(opt_outs, 0) as opt_outs,
    coalesce(complaints, 0) as complaints,
    coalesce(sends + deliveries + opens + clicks + replies + bounces + opt_outs + complaints, 0) as events
  from named n
  left join counted c on c.campaign_id is not distinct from n.campaign_id
  left join charged m on m.campaign_id is not distinct from n.campaign_id
  where sends is not null or cost_usd is not null or (n.campaign_id is not null and n.status <> 'archived')
  order by coalesce(sends, 0) desc, n.campaign_id is null, n.name`;

/** The campaigns a filter leaves in the list, with numbers or without. */
function ofCampaigns({ campaignIds, groupId, unattributed }: Scope): RawBuilder<boolean> {
  if (unattributed) return sql`false`;
  const inGroup = groupId ? sql<boolean>`campaign_group_id = ${groupId}` : sql<boolean>`true`;
  return campaignIds ? sql`id = any (${campaignIds}::uuid[]) and ${inGroup}` : inGroup;
}
