import { sql, type RawBuilder } from "kysely";
import type { Scope } from "./facts";

const minute = (column: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD HH24:MI"Z"')`;

/** The company in the words of its founder, and its limits. */
export const companyRow = ({ workspaceId, projectId, month }: Scope): RawBuilder<unknown> => sql`
  select p.name, p.idea, p.website, p.is_sample, w.plan, w.status, w.frozen_reason,
    b.description, b.audience, b.problem, b.offer, b.proof, coalesce(i.time_zone, 'UTC') as time_zone,
    coalesce(l.spent_usd, 0) as spent, coalesce(l.reserved_usd, 0) as reserved, ${minute(sql`p.created_at`)} as created,
    (select coalesce(max(e.id), 0) from project_events e where e.workspace_id = ${workspaceId} and e.project_id = ${projectId}) as position
  from projects p
  join workspaces w on w.id = p.workspace_id
  left join genesis.brand_profiles b on b.workspace_id = p.workspace_id
  left join genesis.infrastructure_config i on i.workspace_id = p.workspace_id
  left join budget_ledger l on l.workspace_id = p.workspace_id and l.month = ${month}::date
  where p.workspace_id = ${workspaceId} and p.id = ${projectId} and p.deleted_at is null`;

/** How far back lines are read: a run of equal ones is one line of the context, so that this is hundreds of lines. */
const LINES = 1_000;
const RUNS = 250;

/** The newest lines of the ledger, equal ones in a row folded, the newest run first. */
export const eventRuns = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select r.event_type as type, count(*)::int as count, min(r.id) as first, max(r.id) as last,
    (array_agg(r.message order by r.id desc))[1] as message, ${minute(sql`max(r.created_at)`)} as at,
    (array_agg(r.actor_type order by r.id desc))[1] as actor, count(*) over ()::int as runs
  from (
    select e.*, row_number() over (order by e.id) - row_number() over (partition by e.event_type order by e.id) as run
    from (
      select id, event_type, message, actor_type, created_at from project_events
      where workspace_id = ${workspaceId} and project_id = ${projectId}
      order by id desc limit ${LINES}) e) r
  group by r.event_type, r.run
  order by max(r.id) desc
  limit ${RUNS}`;

const days = (
  column: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
  today: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  coalesce(sum(${column}) filter (where ${day} > ${today} - 7), 0)::float8 as week,
  coalesce(sum(${column}) filter (where ${day} > ${today} - 14 and ${day} <= ${today} - 7), 0)::float8 as week_before,
  coalesce(sum(${column}) filter (where ${day} > ${today} - 30), 0)::float8 as month,
  coalesce(sum(${column}) filter (where ${day} > ${today} - 60 and ${day} <= ${today} - 30), 0)::float8 as month_before`;

/** The company's day: windows end with it. */
export const todayOf = ({ workspaceId, at }: Scope): RawBuilder<unknown> => sql`
  (${at}::timestamptz at time zone coalesce(
    (select max(time_zone) from genesis.infrastructure_config where workspace_id = ${workspaceId}), 'UTC'))::date`;

const WEBSITE_NAMES = ["pageview", "lead", "payment.succeeded", "payment.refunded"];

/** Visits, leads and payments over 7 and 30 days, and the same days before. A name that was never seen has no row. */
export const websiteSums = (scope: Scope): RawBuilder<unknown> => sql`
  select k.name, k.currency, ${days(sql`k.events`, sql`k.day`, sql`t.today`)},
    coalesce(sum(k.amount_cents) filter (where k.day > t.today - 7), 0)::float8 as week_cents,
    coalesce(sum(k.amount_cents) filter (where k.day > t.today - 30), 0)::float8 as month_cents
  from project_daily_kpis k, (select ${todayOf(scope)} as today) t
  where k.workspace_id = ${scope.workspaceId} and k.project_id = ${scope.projectId} and k.name = any (${WEBSITE_NAMES}::text[])
    and k.day <= t.today
  group by k.name, k.currency
  order by k.name, k.currency`;

/** The same of the company's outreach. Events without a group belong to the first company of the workspace. */
export const outreachSums = (scope: Scope): RawBuilder<unknown> => sql`
  select v.name, ${days(sql`v.value`, sql`s.day`, sql`t.today`)}
  from (select ${todayOf(scope)} as today) t
  join daily_stats s on s.workspace_id = ${scope.workspaceId} and s.day <= t.today
  left join campaign_groups g on g.id = s.campaign_group_id
  cross join lateral (values ('sends', s.sends), ('deliveries', s.deliveries), ('replies', s.replies), ('bounces', s.bounces),
    ('opt_outs', s.opt_outs), ('complaints', s.complaints)) as v (name, value)
  where ${scope.projectId}::uuid = coalesce(g.project_id,
    (select f.id from projects f where f.workspace_id = ${scope.workspaceId} order by f.created_at, f.id limit 1))
  group by v.name
  order by v.name`;
