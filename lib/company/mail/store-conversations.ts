import { sql, type RawBuilder } from "kysely";
import { isBefore, readCursor } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import type { SentText } from "./schemas";

export type StoredThread = {
  id: string;
  project_id: string;
  token: string;
  address: string;
  token_revoked_at: string | null;
  rotated_at: string | null;
  subject: string;
  subject_key: string;
  contact_email: string;
  contact_name: string;
  class: string | null;
  evidence: string | null;
  excerpt: string;
  unread: boolean;
  message_count: number;
  last_message_at: string;
};

const THREADS = sql`
  select t.id, t.project_id, t.token, i.reply_address as address, t.token_revoked_at, i.rotated_at, t.subject, t.subject_key,
    t.contact_email, t.contact_name, t.class, t.evidence, t.excerpt, t.unread, t.message_count, t.last_message_at,
    t.last_message_at as created_at
  from public.mail_threads t join public.project_email_identities i on i.id = t.email_identity_id`;

async function findOne(tx: TxCtx, where: RawBuilder<unknown>): Promise<StoredThread | null> {
  const { rows } = await sql<StoredThread>`
    ${THREADS} where t.workspace_id = ${tx.workspaceId} and i.workspace_id = ${tx.workspaceId} and ${where}
    order by t.last_message_at desc limit 1`.execute(tx.db);
  return rows[0] ?? null;
}

export function findThread(tx: TxCtx, of: { projectId: string; threadId: string }): Promise<StoredThread | null> {
  return findOne(tx, sql`t.project_id = ${of.projectId} and t.id = ${of.threadId}`);
}

export function findByToken(tx: TxCtx, of: { projectId: string; token: string }): Promise<StoredThread | null> {
  return findOne(tx, sql`t.project_id = ${of.projectId} and t.token = ${of.token}`);
}

const sentIn = (tx: TxCtx, messageIds: readonly string[]): RawBuilder<unknown> => sql`
  select o.thread_id from public.outbound_email_messages o
  where o.workspace_id = ${tx.workspaceId} and (o.message_id = any (${messageIds}) or o.wire_message_id = any (${messageIds}))`;

/** The conversation of the newest email of ours that one of the ids names. */
export function findBySentId(
  tx: TxCtx,
  of: { projectId: string; messageIds: readonly string[] },
): Promise<StoredThread | null> {
  return findOne(tx, sql`t.project_id = ${of.projectId} and t.id in (${sentIn(tx, of.messageIds)})`);
}

type Reference = { projectId: string; messageIds: readonly string[]; subjectKey: string; sender: string };

/** A conversation with one of the ids, the same subject, and the sender among its people. */
export function findByReference(tx: TxCtx, of: Reference): Promise<StoredThread | null> {
  return findOne(
    tx,
    sql`t.project_id = ${of.projectId} and t.subject_key = ${of.subjectKey}
      and (t.contact_email = ${of.sender} or exists (
        select from public.inbound_email_messages m
        where m.workspace_id = t.workspace_id and m.thread_id = t.id and m.sender = ${of.sender}))
      and t.id in (
        select m.thread_id from public.inbound_email_messages m
        where m.workspace_id = ${tx.workspaceId} and m.message_id = any (${of.messageIds})
        union all ${sentIn(tx, of.messageIds)})`,
  );
}

export type NewThread = {
  id: string;
  projectId: string;
  identityId: string;
  token: string;
  subject: string;
  subjectKey: string;
  contactEmail: string;
  contactName: string;
};

export async function insertThread(tx: TxCtx, thread: NewThread): Promise<void> {
  await tx.db
    .insertInto("mail_threads")
    .values({
      id: thread.id,
      workspace_id: tx.workspaceId,
      project_id: thread.projectId,
      email_identity_id: thread.identityId,
      token: thread.token,
      subject: thread.subject,
      subject_key: thread.subjectKey,
      contact_email: thread.contactEmail,
      contact_name: thread.contactName,
      last_message_at: tx.now().toISOString(),
    })
    .execute();
}

type ThreadNews = { class?: string | null; evidence?: string; excerpt: string; unread?: boolean };

/** One message more. */
export async function touchThread(tx: TxCtx, threadId: string, news: ThreadNews): Promise<void> {
  await tx.db
    .updateTable("mail_threads")
    .set({ ...news, message_count: sql<number>`message_count + 1`, last_message_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", threadId)
    .execute();
}

export async function setUnread(tx: TxCtx, threadId: string, unread: boolean): Promise<void> {
  await tx.db
    .updateTable("mail_threads")
    .set({ unread })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", threadId)
    .execute();
}

/** Newest first. */
export async function selectThreads(
  tx: TxCtx,
  { projectId, cursor, limit }: { projectId: string; cursor?: string; limit: number },
): Promise<{ item: StoredThread; position: string }[]> {
  const { rows } = await sql<StoredThread & { position: string }>`
    with threads as (
      ${THREADS} where t.workspace_id = ${tx.workspaceId} and t.project_id = ${projectId} and i.workspace_id = ${tx.workspaceId})
    select *, (extract(epoch from created_at) * 1000000)::bigint::text || ':' || id as position
    from threads
    where ${cursor === undefined ? sql`true` : isBefore(readCursor(cursor))}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows.map(({ position, ...item }) => ({ item, position }));
}

export async function countUnread(tx: TxCtx, projectId: string): Promise<number> {
  const row = await tx.db
    .selectFrom("mail_threads")
    .select((eb) => eb.fn.countAll<number>().as("unread"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("unread", "=", true)
    .executeTakeFirstOrThrow();
  return row.unread;
}

/** Our emails of a conversation: their words decide nothing when they come back as a quotation. */
export async function selectSentTexts(tx: TxCtx, threadId: string): Promise<SentText[]> {
  return tx.db
    .selectFrom("outbound_email_messages")
    .select(["subject", "text"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("thread_id", "=", threadId)
    .orderBy("created_at", "desc")
    .limit(20)
    .execute();
}

/** Whether the company knows the person: a lead of its outreach, or one whom an email of ours went to. */
export async function findAcquaintance(
  tx: TxCtx,
  { projectId, email }: { projectId: string; email: string },
): Promise<{ isLead: boolean; isKnown: boolean }> {
  const { rows } = await sql<{ isLead: boolean; isKnown: boolean }>`
    select
      exists (select from genesis.leads l where l.workspace_id = ${tx.workspaceId} and l.email = ${email}) as "isLead",
      exists (
        select from public.mail_threads t
        join public.outbound_email_messages o on o.workspace_id = t.workspace_id and o.thread_id = t.id
        where t.workspace_id = ${tx.workspaceId} and t.project_id = ${projectId} and t.contact_email = ${email}) as "isKnown"`.execute(
    tx.db,
  );
  return rows[0] ?? { isLead: false, isKnown: false };
}
