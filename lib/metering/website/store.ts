import { sql, type RawBuilder } from "kysely";
import { executePrepared, sendPrepared } from "@/lib/platform/prepared";
import type { TxCtx } from "@/lib/platform/transaction";
import type { AnalyticsEvent, PaymentEvent } from "./schemas";

export type InProject<E> = E & { projectId: string };
export const keyOf = ({ projectId, event_id }: InProject<{ event_id: string }>): string => `${projectId} ${event_id}`;
/** The day of each new event in the workspace's time zone, by {@link keyOf}. */
export type Days = Map<string, string>;

type StoredRow = { project_id: string; event_id: string; day: string };
const toDays = (rows: readonly StoredRow[]): Days =>
  new Map(rows.map(({ project_id, event_id, day }) => [keyOf({ projectId: project_id, event_id }), day]));

const dayIn = (tx: TxCtx): RawBuilder<unknown> => sql`(occurred_at at time zone coalesce(
  (select time_zone from genesis.infrastructure_config where workspace_id = ${tx.workspaceId}), 'UTC'))::date as day`;

/** Stores what is not stored yet, of one id the first. In one order of ids, so that two batches queue up. */
export async function insertAnalytics(tx: TxCtx, events: readonly InProject<AnalyticsEvent>[]): Promise<Days> {
  const rows = await executePrepared(
    tx.db,
    "insert_analytics",
    sql<StoredRow>`
      insert into project_analytics_events (workspace_id, project_id, event_id, name, occurred_at, visitor_id, url, referrer, properties)
      select ${tx.workspaceId}, r."projectId", r.event_id, r.name, coalesce(r.occurred_at, ${tx.now().toISOString()}), r.visitor_id, r.url,
        r.referrer, coalesce(r.properties, '{}')
      from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as (
        "projectId" uuid, event_id text, name text, occurred_at timestamptz, visitor_id text, url text, referrer text, properties jsonb))
        with ordinality as r ("projectId", event_id, name, occurred_at, visitor_id, url, referrer, properties, position)
      order by r."projectId", r.event_id, r.position
      on conflict do nothing
      returning project_id, event_id, ${dayIn(tx)}`,
  );
  return toDays(rows);
}

export async function insertPayments(tx: TxCtx, events: readonly InProject<PaymentEvent>[]): Promise<Days> {
  const rows = await executePrepared(
    tx.db,
    "insert_payments",
    sql<StoredRow>`
      insert into project_payment_events (workspace_id, project_id, event_id, type, amount_cents, currency, occurred_at, customer, metadata)
      select ${tx.workspaceId}, r."projectId", r.event_id, r.type, r.amount_cents, r.currency,
        coalesce(r.occurred_at, ${tx.now().toISOString()}), r.customer, coalesce(r.metadata, '{}')
      from rows from (jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as (
        "projectId" uuid, event_id text, type text, amount_cents bigint, currency text, occurred_at timestamptz, customer text, metadata jsonb))
        with ordinality as r ("projectId", event_id, type, amount_cents, currency, occurred_at, customer, metadata, position)
      order by r."projectId", r.event_id, r.position
      on conflict do nothing
      returning project_id, event_id, ${dayIn(tx)}`,
  );
  return toDays(rows);
}

/** The kind under which an event counts: `name` is an analytics event's name or a payment event's type, `currency` empty for what is no money. */
export type Kpi = { name: string; currency: string; amountCents: number };
type Counted = Kpi & { projectId: string; day: string };

/** Adds events to their days, a row a company, day, name and currency; rows in one order, so that concurrent writers never deadlock. */
export async function addKpis(tx: TxCtx, events: readonly Counted[]): Promise<void> {
  if (events.length === 0) return;
  const sums = new Map<string, Counted & { events: number }>();
  for (const event of events) {
    const key = JSON.stringify([event.projectId, event.day, event.name, event.currency]);
    const sum = sums.get(key) ?? { ...event, events: 0, amountCents: 0 };
    sums.set(key, { ...sum, events: sum.events + 1, amountCents: sum.amountCents + event.amountCents });
  }
  const days = sql`
    select ${tx.workspaceId}::uuid, "projectId", day, name, currency, events, "amountCents"
    from jsonb_to_recordset(${JSON.stringify([...sums.values()])}::jsonb) as r (
      "projectId" uuid, day date, name text, currency text, events int, "amountCents" bigint)`;
  await sendPrepared(tx.db, "add_kpis", addDays(days));
}

const analyticsDays = (tx: TxCtx, timeZone: string): RawBuilder<unknown> => sql`
  select workspace_id, project_id, (occurred_at at time zone ${timeZone})::date as day, name, '' as currency, count(*) as events,
    0 as amount_cents
  from project_analytics_events
  where workspace_id = ${tx.workspaceId}
  group by workspace_id, project_id, 3, name`;

const paymentDays = (tx: TxCtx, timeZone: string): RawBuilder<unknown> => sql`
  select workspace_id, project_id, (occurred_at at time zone ${timeZone})::date as day, type as name, coalesce(currency, '') as currency,
    count(*) as events, coalesce(sum(amount_cents), 0) as amount_cents
  from project_payment_events
  where workspace_id = ${tx.workspaceId}
  group by workspace_id, project_id, 3, type, 5`;

/** Adds to each day; rows in one order, so that concurrent writers never deadlock. */
const addDays = (days: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    insert into project_daily_kpis as k (workspace_id, project_id, day, name, currency, events, amount_cents)
    ${days}
    order by 2, 3, 4, 5
    on conflict (workspace_id, project_id, day, name, currency) do update
      set events = k.events + excluded.events, amount_cents = k.amount_cents + excluded.amount_cents`;

/** Counts everything of the workspace's companies anew. The caller is alone in the workspace. */
export async function replaceDailyKpis(tx: TxCtx, timeZone: string): Promise<void> {
  await tx.db.deleteFrom("project_daily_kpis").where("workspace_id", "=", tx.workspaceId).execute();
  await addDays(analyticsDays(tx, timeZone)).execute(tx.db);
  await addDays(paymentDays(tx, timeZone)).execute(tx.db);
}
