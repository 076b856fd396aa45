import { sql, type RawBuilder } from "kysely";
import { isBefore, readCursor } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Label, ListThreadsQuery, ReplyMessage, ReplyThread, SentEmail, ThreadAnswer } from "./schemas";

const THREADS = sql`
  select t.id, t.lead_id, t.contact_email, t.contact_name, t.campaign_id, c.name as campaign_name, t.step, t.subject, t.label,
    t.labelled_by, t.why, t.excerpt, t.until::text, t.assigned_to, t.unread, t.message_count, t.last_message_at, t.listed_at as created_at,
    case
      when l.id is null then 'none'
      when l.status in ('opted_out', 'complained', 'bounced') or exists (
        select from suppressions s where s.workspace_id = l.workspace_id and s.email = l.email) then 'do_not_contact'
      when l.status <> 'active' then 'stopped'
      when h.reason = 'stopped' then 'stopped'
      when h.lead_id is not null then 'held'
      else 'active' end as sending
  from reply_threads t
  left join campaigns c on c.workspace_id = t.workspace_id and c.id = t.campaign_id
  left join genesis.leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
  left join genesis.sequence_holds h
    on h.workspace_id = t.workspace_id and h.lead_id = t.lead_id and (h.until is null or h.until > now())`;

const COLUMNS = sql`id, lead_id, contact_email, contact_name, campaign_id, campaign_name, step, subject, label, labelled_by, why, excerpt,
  until, assigned_to, unread, message_count, last_message_at, sending`;

const atMicrosecond = sql<string>`(extract(epoch from created_at) * 1000000)::bigint::text || ':' || id`;

export type Found = { item: ReplyThread; position: string };

/** Newest first, after a cursor; `needsLook` picks those that wait for a decision, or all others. */
export async function selectThreads(
  tx: TxCtx,
  { label, status, unread, cursor, limit }: Omit<ListThreadsQuery, "limit"> & { limit: number },
): Promise<Found[]> {
  const asked: RawBuilder<boolean>[] = [];
  if (label !== undefined) asked.push(sql<boolean>`label = ${label}`);
  if (unread !== undefined) asked.push(sql<boolean>`unread = ${unread}`);
  if (status === "open") asked.push(sql<boolean>`sending in ('active', 'held')`);
  if (status === "stopped") asked.push(sql<boolean>`sending in ('stopped', 'do_not_contact')`);
  if (cursor !== undefined) asked.push(isBefore(readCursor(cursor)));
  const { rows } = await sql<ReplyThread & { position: string }>`
    with threads as (${THREADS} where t.workspace_id = ${tx.workspaceId})
    select ${COLUMNS}, ${atMicrosecond} as position
    from threads
    where ${asked.length > 0 ? sql.join(asked, sql` and `) : sql`true`}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows.map(({ position, ...item }) => ({ item, position }));
}

export async function findThread(tx: TxCtx, threadId: string): Promise<ReplyThread | null> {
  const { rows } = await sql<ReplyThread>`
    with threads as (${THREADS} where t.workspace_id = ${tx.workspaceId} and t.id = ${threadId})
    select ${COLUMNS} from threads`.execute(tx.db);
  return rows[0] ?? null;
}

export async function countUnreadThreads(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("reply_threads")
    .select((eb) => eb.fn.countAll<number>().as("unread"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("unread", "=", true)
    .executeTakeFirstOrThrow();
  return row.unread;
}

export async function selectMessages(tx: TxCtx, threadId: string): Promise<ReplyMessage[]> {
  const { rows } = await sql<ReplyMessage>`
    select id, from_email, from_name, subject, own_text, full_text, class, why, sender, attachments, received_at
    from reply_messages
    where workspace_id = ${tx.workspaceId} and thread_id = ${threadId}
    order by received_at, id
    limit 200`.execute(tx.db);
  return rows;
}

export async function selectThreadAnswers(tx: TxCtx, threadId: string): Promise<ThreadAnswer[]> {
  const { rows } = await sql<ThreadAnswer>`
    select id, to_email, subject, body, content_hash as hash, status, outcome, created_at, sent_at
    from reply_answers
    where workspace_id = ${tx.workspaceId} and thread_id = ${threadId}
    order by created_at, id
    limit 200`.execute(tx.db);
  return rows;
}

/** The emails that went to the person in the campaign of the conversation. */
export async function selectSentEmails(tx: TxCtx, threadId: string): Promise<SentEmail[]> {
  const { rows } = await sql<SentEmail>`
    select e.step, e.subject, e.body, e.sent_at
    from reply_threads t
    join genesis.sequence_emails e
      on e.workspace_id = t.workspace_id and e.lead_id = t.lead_id and e.campaign_id = t.campaign_id and e.sent_at is not null
    where t.workspace_id = ${tx.workspaceId} and t.id = ${threadId}
    order by e.step`.execute(tx.db);
  return rows;
}

/** A member's decision about a conversation. */
export type ThreadChange = {
  label?: { label: Label; labelled_by: string | null; why: string };
  unread?: boolean;
  assigned_to?: string | null;
};

export async function updateThread(tx: TxCtx, threadId: string, { label, ...rest }: ThreadChange): Promise<void> {
  await tx.db
    .updateTable("reply_threads")
    .set({ ...rest, ...label })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", threadId)
    .execute();
}

/** `refused`: the person opted out, complained, bounced or is suppressed. `none`: no lead any more. */
export async function callResumeLead(
  tx: TxCtx,
  { threadId, leadId }: { threadId: string; leadId: string },
): Promise<"resumed" | "refused" | "none"> {
  const { rows } = await sql<{ answer: "resumed" | "refused" | "none" }>`
    select genesis.resume_lead(${tx.workspaceId}::uuid, ${threadId}::uuid, ${leadId}::uuid) as answer`.execute(tx.db);
  return rows[0]?.answer ?? "none";
}

/** Ends the hold of a message that a person has looked at now. */
export async function deleteHold(tx: TxCtx, { threadId, leadId }: { threadId: string; leadId: string }): Promise<void> {
  await tx.db
    .deleteFrom("genesis.sequence_holds")
    .where("workspace_id", "=", tx.workspaceId)
    .where("thread_id", "=", threadId)
    .where("lead_id", "=", leadId)
    .where("reason", "=", "needs_look")
    .execute();
}
