import { sql } from "kysely";
import { executePrepared, sendPrepared } from "@/lib/platform/prepared";
import type { TxCtx } from "@/lib/platform/transaction";
import type { EventType } from "./schemas";

/** One row of `email_events` before it is stored. */
export type EventRow = {
  id: string;
  contact_email: string;
  event_type: EventType;
  idempotency_key: string;
  event_key: string | null;
  campaign_id: string | null;
  campaign_group_id: string | null;
  campaign_name: string | null;
  step: number | null;
  provider: string | null;
  provider_message_id: string | null;
  event_ts: string;
  subject: string | null;
  body: string | null;
  n8n_execution_id: string | null;
  is_test: boolean;
  metadata: Record<string, unknown>;
};

/** One contact an address, in the lower case that the schema gave it; in one order, so that two batches about the same new people queue up. */
export async function insertContacts(tx: TxCtx, addresses: readonly string[]): Promise<void> {
  await sendPrepared(
    tx.db,
    "insert_contacts",
    sql`
    insert into contacts (workspace_id, email)
    select ${tx.workspaceId}, email
    from (select distinct email from unnest(${addresses}::text[]) as email) as seen
    where not exists (select from contacts c where c.workspace_id = ${tx.workspaceId} and c.email = seen.email)
    order by email
    on conflict (workspace_id, email) do nothing`,
  );
}

/**
 * Stores what is not stored yet, by either key; returns the ids of the events that are new, each with its day in the workspace's time
 * zone. Rows in one order of keys: two batches that share some queue up instead of deadlocking.
 */
export async function insertEvents(tx: TxCtx, rows: readonly EventRow[]): Promise<Map<string, string>> {
  const column = <K extends keyof EventRow>(name: K): EventRow[K][] => rows.map((row) => row[name]);
  const stored = await executePrepared(
    tx.db,
    "insert_events",
    sql<{ id: string; day: string }>`
    insert into email_events (
      id, workspace_id, contact_id, contact_email, event_type, idempotency_key, event_key, campaign_id, campaign_group_id, campaign_name,
      step, provider, provider_message_id, event_ts, subject, body, n8n_execution_id, is_test, metadata)
    select r.id, ${tx.workspaceId}, c.id, c.email, r.event_type, r.idempotency_key, r.event_key, r.campaign_id, r.campaign_group_id,
      r.campaign_name, r.step, r.provider, r.provider_message_id, r.event_ts, r.subject, r.body, r.n8n_execution_id, r.is_test, r.metadata
    from unnest(
      ${column("id")}::uuid[], ${column("contact_email")}::text[], ${column("event_type")}::text[], ${column("idempotency_key")}::text[],
      ${column("event_key")}::text[], ${column("campaign_id")}::uuid[], ${column("campaign_group_id")}::uuid[],
      ${column("campaign_name")}::text[], ${column("step")}::smallint[], ${column("provider")}::text[],
      ${column("provider_message_id")}::text[], ${column("event_ts")}::timestamptz[], ${column("subject")}::text[],
      ${column("body")}::text[], ${column("n8n_execution_id")}::text[], ${column("is_test")}::boolean[],
      ${rows.map(({ metadata }) => JSON.stringify(metadata))}::jsonb[]
    ) with ordinality as r (
      id, contact_email, event_type, idempotency_key, event_key, campaign_id, campaign_group_id, campaign_name, step, provider,
      provider_message_id, event_ts, subject, body, n8n_execution_id, is_test, metadata, position)
    join contacts c on c.workspace_id = ${tx.workspaceId} and c.email = r.contact_email
    order by r.idempotency_key, r.position
    on conflict do nothing
    returning id, (event_ts at time zone coalesce(
      (select time_zone from genesis.infrastructure_config where workspace_id = ${tx.workspaceId}), 'UTC'))::date as day`,
  );
  return new Map(stored.map(({ id, day }) => [id, day]));
}

/** Which stored event stands for each row that was already there. */
export async function selectTwins(tx: TxCtx, rows: readonly EventRow[]): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const keys = rows.map(({ id, idempotency_key, event_key, is_test }) => ({ id, idempotency_key, event_key, is_test }));
  const twins = await executePrepared(
    tx.db,
    "select_twins",
    sql<{ id: string; twin: string }>`
    select distinct on (r.id) r.id, e.id as twin
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r (id uuid, idempotency_key text, event_key text, is_test boolean)
    join email_events e on e.workspace_id = ${tx.workspaceId}
     and (e.idempotency_key = r.idempotency_key and e.is_test = r.is_test or e.event_key = r.event_key)
    order by r.id, (e.idempotency_key = r.idempotency_key) desc`,
  );
  return new Map(twins.map(({ id, twin }) => [id, twin]));
}
