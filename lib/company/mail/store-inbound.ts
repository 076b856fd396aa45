import { sql } from "kysely";
import { isBefore, positionOfRow, readCursor } from "@/lib/platform/keyset";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { InboundProvider } from "@/lib/providers/mail/inbound/port";
import { InboundEmail, UnmatchedEmail, type InboundStatus, type KeptAttachment } from "./schemas";

const MESSAGE = [
  "id",
  "thread_id",
  "provider",
  "sender",
  "sender_name",
  "recipient",
  "subject",
  "text",
  "own_text",
  "html",
  "message_id",
  "attachments",
  "size_bytes",
  "status",
  "why",
  "auth",
  "evidence",
  "class",
  "matched_by",
  "other_sender",
  "deadline_at",
  "received_at",
] as const;

export type NewInbound = {
  id: string;
  identityId: string | null;
  projectId: string | null;
  provider: InboundProvider;
  providerMessageId: string;
  sender: string;
  recipient: string;
  subject: string;
  raw: Buffer | null;
  rawSha256: string | null;
  sizeBytes: number;
  status: InboundStatus;
  why: string;
  payload: object;
};

/** A bytea, which the generated types know as text. */
const bytes = (raw: Buffer | null) => sql<string | null>`${raw}::bytea`;

const rowOf = (workspaceId: string | null, message: NewInbound) => ({
  id: message.id,
  workspace_id: workspaceId,
  project_id: message.projectId,
  email_identity_id: message.identityId,
  provider: message.provider,
  provider_message_id: message.providerMessageId,
  sender: message.sender,
  recipient: message.recipient,
  subject: message.subject,
  raw: bytes(message.raw),
  raw_sha256: message.rawSha256,
  size_bytes: message.sizeBytes,
  status: message.status,
  why: message.why,
  payload: JSON.stringify(message.payload),
});

/** False for a message that is there already, by the provider's id or by its bytes. */
export async function insertInbound(tx: TxCtx, message: NewInbound): Promise<boolean> {
  const row = await tx.db
    .insertInto("inbound_email_messages")
    .values(rowOf(tx.workspaceId, message))
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The same for one that belongs to no workspace. */
export async function insertHomeless(tx: ServiceTx, message: NewInbound): Promise<boolean> {
  const row = await tx.db
    .insertInto("inbound_email_messages")
    .values(rowOf(null, message))
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export type WaitingEmail = {
  id: string;
  projectId: string;
  identityId: string;
  provider: InboundProvider;
  providerMessageId: string;
  recipient: string;
  sender: string;
  raw: Buffer | null;
  /** Sent to an address that another one replaced. */
  isRetired: boolean;
};

const WAITING = [
  "message.id",
  "message.project_id as projectId",
  "message.email_identity_id as identityId",
  "message.provider",
  "message.provider_message_id as providerMessageId",
  "message.recipient",
  "message.sender",
  "message.raw",
] as const;

export async function findWaiting(tx: TxCtx, messageId: string): Promise<WaitingEmail | null> {
  const row = await tx.db
    .selectFrom("inbound_email_messages as message")
    .innerJoin("project_email_identities as identity", "identity.id", "message.email_identity_id")
    .select([...WAITING, sql<boolean>`identity.status <> 'active'`.as("isRetired")])
    .where("message.workspace_id", "=", tx.workspaceId)
    .where("message.id", "=", messageId)
    .where("message.status", "=", "received")
    .executeTakeFirst();
  return row ? (row as unknown as WaitingEmail) : null;
}

/** The same, held until the transaction ends, so that a second run files nothing twice. */
export async function lockWaiting(tx: TxCtx, messageId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("inbound_email_messages")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", messageId)
    .where("status", "=", "received")
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the same bytes came to the same address before. */
export async function hasSameBytes(
  tx: TxCtx,
  { messageId, identityId, rawSha256 }: { messageId: string; identityId: string; rawSha256: string },
): Promise<boolean> {
  const row = await tx.db
    .selectFrom("inbound_email_messages")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("email_identity_id", "=", identityId)
    .where("raw_sha256", "=", rawSha256)
    .where("id", "<>", messageId)
    .where("status", "<>", "duplicate")
    .executeTakeFirst();
  return row !== undefined;
}

export type Filed = {
  status: InboundStatus;
  why: string;
  threadId?: string;
  rawSha256?: string;
  sizeBytes?: number;
  /** Kept of a message that could not be read. */
  keepRaw?: Buffer;
  content?: Record<string, unknown>;
  attachments?: readonly KeptAttachment[];
};

export async function updateFiled(tx: TxCtx, messageId: string, filed: Filed): Promise<void> {
  await tx.db
    .updateTable("inbound_email_messages")
    .set({
      ...filed.content,
      status: filed.status,
      why: filed.why,
      raw: bytes(filed.keepRaw ?? null),
      processed_at: tx.now().toISOString(),
      ...(filed.threadId !== undefined && { thread_id: filed.threadId }),
      ...(filed.rawSha256 !== undefined && { raw_sha256: filed.rawSha256 }),
      ...(filed.sizeBytes !== undefined && { size_bytes: filed.sizeBytes }),
      ...(filed.attachments && { attachments: JSON.stringify(filed.attachments) }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", messageId)
    .execute();
}

export async function selectReceived(tx: TxCtx, threadId: string): Promise<InboundEmail[]> {
  const rows = await tx.db
    .selectFrom("inbound_email_messages")
    .select(MESSAGE)
    .where("workspace_id", "=", tx.workspaceId)
    .where("thread_id", "=", threadId)
    .orderBy("received_at")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map((row) => InboundEmail.parse(row));
}

/** The newest message of a conversation; null without any. */
export async function findNewestReceived(tx: TxCtx, threadId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("inbound_email_messages")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("thread_id", "=", threadId)
    .orderBy("received_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

type Asked = { projectId: string; status?: InboundStatus; cursor?: string; limit: number };

/** Newest first. */
/** The own words of a sender's messages since a moment, among the newest hundred of the company. */
export async function selectWordsOf(
  tx: TxCtx,
  { projectId, sender, since }: { projectId: string; sender: string; since: string },
): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select coalesce(own_text, '') as text from (
      select sender, own_text from inbound_email_messages
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and received_at >= ${since}
      order by received_at desc, id desc
      limit 100) newest
    where sender = ${sender}`.execute(tx.db);
  return rows.map(({ text }) => text);
}

export async function selectMessages(
  tx: TxCtx,
  { projectId, status, cursor, limit }: Asked,
): Promise<{ item: InboundEmail; position: string }[]> {
  const { rows } = await sql<InboundEmail & { position: string }>`
    with messages as (
      select ${sql.join(MESSAGE.map((name) => sql.ref(name)))}, received_at as created_at
      from public.inbound_email_messages
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
        ${status === undefined ? sql`` : sql`and status = ${status}`})
    select *, ${positionOfRow} as position from messages
    where ${cursor === undefined ? sql`true` : isBefore(readCursor(cursor))}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows.map(({ position, ...row }) => ({ item: InboundEmail.parse(row), position }));
}

/** Messages that no company's address matched, newest first. */
export async function selectUnmatched(
  tx: ServiceTx,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ item: UnmatchedEmail; position: string }[]> {
  const { rows } = await sql<UnmatchedEmail & { position: string }>`
    with messages as (
      select id, provider, sender, recipient, subject, size_bytes, status, why, received_at, received_at as created_at
      from public.inbound_email_messages
      where workspace_id is null and status in ('unmatched', 'refused'))
    select *, ${positionOfRow} as position from messages
    where ${cursor === undefined ? sql`true` : isBefore(readCursor(cursor))}
    order by created_at desc, id desc
    limit ${limit}`.execute(tx.db);
  return rows.map(({ position, ...row }) => ({ item: UnmatchedEmail.parse(row), position }));
}
