import { sql, type RawBuilder } from "kysely";
import { executePrepared, sendPrepared } from "@/lib/platform/prepared";
import type { TxCtx } from "@/lib/platform/transaction";
import type { AnalyticsEvent, PaymentEvent } from "./schemas";

type Of<E> = { projectId: string; events: readonly E[] };

/** Stores what is not stored yet, of one id the first; returns the ids that are new. In one order of ids, so that two batches queue up. */
export async function insertAnalytics(tx: TxCtx, { projectId, events }: Of<AnalyticsEvent>): Promise<Set<string>> {
  const rows = await executePrepared(
    tx.db,
    "insert_analytics",
    sql<{ event_id: string }>`
    insert into project_analytics_events (workspace_id, project_id, event_id, name, occurred_at, visitor_id, url, referrer, properties)
    select ${tx.workspaceId}, ${projectId}, r.event_id, r.name, coalesce(r.occurred_at, ${tx.now().toISOString()}), r.visitor_id, r.url,
      r.referrer, coalesce(r.properties, '{}')
    from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as (
      event_id text, name text, occurred_at timestamptz, visitor_id text, url text, referrer text, properties jsonb))
      with ordinality as r (event_id, name, occurred_at, visitor_id, url, referrer, properties, position)
    order by r.event_id, r.position
    on conflict do nothing
    returning event_id`,
  );
  return new Set(rows.map(({ event_id }) => event_id));
}

export async function insertPayments(tx: TxCtx, { projectId, events }: Of<PaymentEvent>): Promise<Set<string>> {
  const rows = await executePrepared(
    tx.db,
    "insert_payments",
    sql<{ event_id: string }>`
    insert into project_payment_events (workspace_id, project_id, event_id, type, amount_cents, currency, occurred_at, customer, metadata)
    select ${tx.workspaceId}, ${projectId}, r.event_id, r.type, r.amount_cents, r.currency,
      coalesce(r.occurred_at, ${tx.now().toISOString()}), r.customer, coalesce(r.metadata, '{}')
    from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as (
      event_id text, type text, amount_cents bigint, currency text, occurred_at timestamptz, customer text, metadata jsonb))
      with ordinality as r (event_id, type, amount_cents, currency, occurred_at, customer, metadata, position)
    order by r.event_id, r.position
    on conflict do nothing
    returning event_id`,
  );
  return new Set(rows.map(({ event_id }) => event_id));
}

type Counted = { projectId: string; eventIds: readonly string[]; timeZone: string };
/** Which events are counted, and by the days of which zone. */
type Counting = { which: RawBuilder<boolean>; timeZone: string };

const analyticsDays = (tx: TxCtx, { which, timeZone }: Counting): RawBuilder<unknown> => sql`
  select workspace_id, project_id, (occurred_at at time zone ${timeZone})::date as day, name, '' as currency, count(*) as events,
    0 as amount_cents
  from project_analytics_events
  where workspace_id = ${tx.workspaceId} and ${which}
  group by workspace_id, project_id, 3, name`;

const paymentDays = (tx: TxCtx, { which, timeZone }: Counting): RawBuilder<unknown> => sql`
  select workspace_id, project_id, (occurred_at at time zone ${timeZone})::date as day, type as name, coalesce(currency, '') as currency,
    count(*) as events, coalesce(sum(amount_cents), 0) as amount_cents
  from project_payment_events
  where workspace_id = ${tx.workspaceId} and ${which}
  group by workspace_id, project_id, 3, type, 5`;

/** Adds to each day; rows in one order, so that concurrent writers never deadlock. */
const addDays = (days: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    insert into project_daily_kpis as k (workspace_id, project_id, day, name, currency, events, amount_cents)
    ${days}
    order by 2, 3, 4, 5
    on conflict (workspace_id, project_id, day, name, currency) do update
      set events = k.events + excluded.events, amount_cents = k.amount_cents + excluded.amount_cents`;

const these = ({ projectId, eventIds }: Counted): RawBuilder<boolean> =>
  sql`project_id = ${projectId} and event_id = any (${eventIds}::text[])`;

/** Adds analytics events to their day in the workspace's time zone. */
export async function addAnalytics(tx: TxCtx, of: Counted): Promise<void> {
  await sendPrepared(tx.db, "add_analytics", addDays(analyticsDays(tx, { which: these(of), timeZone: of.timeZone })));
}

export async function addPayments(tx: TxCtx, of: Counted): Promise<void> {
  await sendPrepared(tx.db, "add_payments", addDays(paymentDays(tx, { which: these(of), timeZone: of.timeZone })));
}

/** Counts everything of the workspace's companies anew. The caller is alone in the workspace. */
export async function replaceDailyKpis(tx: TxCtx, timeZone: string): Promise<void> {
  await tx.db.deleteFrom("project_daily_kpis").where("workspace_id", "=", tx.workspaceId).execute();
  const which = sql<boolean>`true`;
  await addDays(analyticsDays(tx, { which, timeZone })).execute(tx.db);
  await addDays(paymentDays(tx, { which, timeZone })).execute(tx.db);
}
