import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { AnalyticsEvent, PaymentEvent } from "./project-events";

type Of<E> = { projectId: string; events: readonly E[] };

/** Stores what is not stored yet; returns the ids that are new. In one order of ids, so that two batches queue up. */
export async function insertAnalytics(tx: TxCtx, { projectId, events }: Of<AnalyticsEvent>): Promise<Set<string>> {
  const { rows } = await sql<{ event_id: string }>`
    insert into project_analytics_events (workspace_id, project_id, event_id, name, occurred_at, visitor_id, url, referrer, properties)
    select ${tx.workspaceId}, ${projectId}, r.event_id, r.name, coalesce(r.occurred_at, ${tx.now().toISOString()}), r.visitor_id, r.url,
      r.referrer, coalesce(r.properties, '{}')
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r (
      event_id text, name text, occurred_at timestamptz, visitor_id text, url text, referrer text, properties jsonb)
    order by r.event_id
    on conflict do nothing
    returning event_id`.execute(tx.db);
  return new Set(rows.map(({ event_id }) => event_id));
}

export async function insertPayments(tx: TxCtx, { projectId, events }: Of<PaymentEvent>): Promise<Set<string>> {
  const { rows } = await sql<{ event_id: string }>`
    insert into project_payment_events (workspace_id, project_id, event_id, type, amount_cents, currency, occurred_at, customer, metadata)
    select ${tx.workspaceId}, ${projectId}, r.event_id, r.type, r.amount_cents, r.currency,
      coalesce(r.occurred_at, ${tx.now().toISOString()}), r.customer, coalesce(r.metadata, '{}')
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r (
      event_id text, type text, amount_cents bigint, currency text, occurred_at timestamptz, customer text, metadata jsonb)
    order by r.event_id
    on conflict do nothing
    returning event_id`.execute(tx.db);
  return new Set(rows.map(({ event_id }) => event_id));
}

type Counted = { projectId: string; eventIds: readonly string[]; timeZone: string };

/** Adds analytics events to their day in the workspace's time zone; rows in one order, so that concurrent writers never deadlock. */
export async function countAnalytics(tx: TxCtx, { projectId, eventIds, timeZone }: Counted): Promise<void> {
  await sql`
    insert into project_daily_kpis as k (workspace_id, project_id, day, name, events)
    select workspace_id, project_id, (occurred_at at time zone ${timeZone})::date as day, name, count(*)
    from project_analytics_events
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and event_id = any (${eventIds}::text[])
    group by workspace_id, project_id, 3, name
    order by 3, name
    on conflict (workspace_id, project_id, day, name, currency) do update set events = k.events + excluded.events`.execute(
    tx.db,
  );
}

export async function countPayments(tx: TxCtx, { projectId, eventIds, timeZone }: Counted): Promise<void> {
  await sql`
    insert into project_daily_kpis as k (workspace_id, project_id, day, name, currency, events, amount_cents)
    select workspace_id, project_id, (occurred_at at time zone ${timeZone})::date as day, type, coalesce(currency, ''), count(*),
      coalesce(sum(amount_cents), 0)
    from project_payment_events
    where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and event_id = any (${eventIds}::text[])
    group by workspace_id, project_id, 3, type, 5
    order by 3, type, 5
    on conflict (workspace_id, project_id, day, name, currency) do update
      set events = k.events + excluded.events, amount_cents = k.amount_cents + excluded.amount_cents`.execute(tx.db);
}
