import { sql } from "kysely";
import type { Attachment, MailClass, SenderVerdict } from "@/lib/company/mail/schemas";
import type { TxCtx } from "@/lib/platform/transaction";
import type { LeadFound } from "./store-matching";

type Counts = "replied" | "opt_out" | "bounced" | null;
export type KnownMessage = {
  threadId: string;
  contactEmail: string;
  campaignId: string | null;
  class: MailClass;
  counts: Counts;
  text: string;
};

export async function findMessage(tx: TxCtx, key: string): Promise<KnownMessage | null> {
  const { rows } = await sql<KnownMessage>`
    select m.thread_id as "threadId", t.contact_email as "contactEmail", t.campaign_id as "campaignId", m.class, m.counts, m.own_text as text
    from reply_messages m
    join reply_threads t on t.workspace_id = m.workspace_id and t.id = m.thread_id
    where m.workspace_id = ${tx.workspaceId} and m.message_key = ${key}`.execute(tx.db);
  return rows[0] ?? null;
}

export type NewThread = {
  key: string;
  lead: LeadFound;
  campaignId: string | null;
  step: number | null;
  subject: string;
  label: MailClass;
  why: string;
  excerpt: string;
  until: string | null;
};

/** A machine's answer does not replace what a person's words meant. */
const KEEPS_LABEL = sql`excluded.label in ('auto', 'out_of_office') and t.label not in ('auto', 'out_of_office', 'bounce')`;

/** The conversation of a person about a campaign, begun or continued; answers its id. */
export async function upsertThread(tx: TxCtx, thread: NewThread): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into reply_threads as t (
      workspace_id, thread_key, lead_id, contact_email, contact_name, campaign_id, step, subject, label, why, excerpt, until, last_message_at)
    values (
      ${tx.workspaceId}, ${thread.key}, ${thread.lead.id}, ${thread.lead.email}, ${thread.lead.name}, ${thread.campaignId},
      ${thread.step}, ${thread.subject}, ${thread.label}, ${thread.why}, ${thread.excerpt}, ${thread.until}::date, ${tx.now().toISOString()})
    on conflict (workspace_id, thread_key) do update set
      step = coalesce(excluded.step, t.step), excerpt = excluded.excerpt, last_message_at = excluded.last_message_at,
      until = coalesce(excluded.until, t.until),
      label = case when ${KEEPS_LABEL} then t.label else excluded.label end,
      why = case when ${KEEPS_LABEL} then t.why else excluded.why end,
      labelled_by = case when ${KEEPS_LABEL} then t.labelled_by end
    returning id`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error("A conversation was written and not returned.");
  return row.id;
}

export type NewMessage = {
  threadId: string;
  key: string;
  messageId: string;
  from: string;
  name: string;
  subject: string;
  own: string;
  full: string;
  class: MailClass;
  counts: Counts;
  why: string;
  sender: SenderVerdict;
  attachments: readonly Attachment[];
  writtenAt: string | null;
};

/** Null when another transaction stored the same message first. */
export async function insertMessage(tx: TxCtx, message: NewMessage): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into reply_messages (
      workspace_id, thread_id, message_key, message_id, from_email, from_name, subject, own_text, full_text, class, counts, why, sender,
      attachments, written_at, received_at)
    values (
      ${tx.workspaceId}, ${message.threadId}, ${message.key}, ${message.messageId}, ${message.from}, ${message.name}, ${message.subject},
      ${message.own}, ${message.full}, ${message.class}, ${message.counts}, ${message.why}, ${message.sender},
      ${JSON.stringify(message.attachments)}::jsonb, ${message.writtenAt}::timestamptz, ${tx.now().toISOString()})
    on conflict (workspace_id, message_key) do nothing
    returning id`.execute(tx.db);
  const [row] = rows;
  if (!row) return null;
  await sql`
    update reply_threads set message_count = message_count + 1, unread = unread or ${message.class !== "auto"}
    where workspace_id = ${tx.workspaceId} and id = ${message.threadId}`.execute(tx.db);
  return row.id;
}

export type Hold = {
  leadIds: readonly string[];
  threadId: string;
  reason: "needs_look" | "out_of_office" | "colleague_replied" | "stopped";
  until: string | null;
};

/** Holds people and gives back their claims that were not confirmed. */
export async function callHoldLeads(tx: TxCtx, { leadIds, threadId, reason, until }: Hold): Promise<void> {
  await sql`select genesis.hold_leads(
    ${tx.workspaceId}::uuid, ${leadIds}::uuid[], ${threadId}::uuid, ${reason}, ${until}::timestamptz)`.execute(tx.db);
}
