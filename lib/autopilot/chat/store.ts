import { sql } from "kysely";
import { isBefore, pageOf, positionOfRow, readCursor } from "@/lib/platform/keyset";
import { containsPattern } from "@/lib/platform/text";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ChatMessage, ListChatQuery, MessageStatus, ToolStep } from "./schemas";

type Mirrored = { projectId: string; sourceKey: string; text: string; payload: object };

/** False when the fact was told before. */
export async function insertSystemMessage(
  tx: TxCtx,
  { projectId, sourceKey, text, payload }: Mirrored,
): Promise<boolean> {
  const row = await tx.db
    .insertInto("project_chat_messages")
    .values({
      workspace_id: tx.workspaceId,
      project_id: projectId,
      role: "system",
      text,
      payload: JSON.stringify(payload),
      source_key: sourceKey,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

const COLUMNS = sql`m.id, m.role, m.text, m.status, m.parent_id, m.replaced_by, m.author_id, m.redacted_at, m.refs, m.steps, m.model_label,
  m.context_hash, m.failure, m.payload, m.created_at,
  coalesce((
    select true from project_chat_messages r
    where r.workspace_id = m.workspace_id and r.replaced_by = m.id
    limit 1), false) as replaces`;

/** `heartbeat_at`: of a running reply, the last sign of the process that writes it. */
export type StoredMessage = ChatMessage & { heartbeat_at: string | null };

type NewMessage = { id: string; projectId: string; parentId: string | null };

/** False when a message with this client id is there already. */
export async function insertUserMessage(
  tx: TxCtx,
  { id, projectId, parentId, text, clientId, authorId }: NewMessage & Record<"text" | "clientId" | "authorId", string>,
): Promise<boolean> {
  const row = await tx.db
    .insertInto("project_chat_messages")
    .values({
      id,
      workspace_id: tx.workspaceId,
      project_id: projectId,
      role: "user",
      text,
      client_id: clientId,
      parent_id: parentId,
      author_id: authorId,
      created_at: sql<string>`clock_timestamp()`,
    })
    .onConflict((conflict) => conflict.columns(["project_id", "client_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** An empty reply that is being written; false while another one is. */
export async function insertReply(tx: TxCtx, { id, projectId, parentId }: NewMessage): Promise<boolean> {
  const row = await tx.db
    .insertInto("project_chat_messages")
    .values({
      id,
      workspace_id: tx.workspaceId,
      project_id: projectId,
      role: "assistant",
      text: "",
      status: "running",
      parent_id: parentId,
      heartbeat_at: sql<string>`clock_timestamp()`,
      created_at: sql<string>`clock_timestamp()`,
    })
    .onConflict((conflict) => conflict.column("project_id").where("status", "=", "running").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

type Of = { projectId: string };

export async function findMessage(
  tx: TxCtx,
  { projectId, messageId }: Of & { messageId: string },
): Promise<StoredMessage | null> {
  const { rows } = await sql<StoredMessage>`
    select ${COLUMNS}, m.heartbeat_at from project_chat_messages m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} and m.id = ${messageId}`.execute(tx.db);
  return rows[0] ?? null;
}

export async function findByClientId(
  tx: TxCtx,
  { projectId, clientId }: Of & { clientId: string },
): Promise<StoredMessage | null> {
  const { rows } = await sql<StoredMessage>`
    select ${COLUMNS}, m.heartbeat_at from project_chat_messages m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} and m.client_id = ${clientId}`.execute(
    tx.db,
  );
  return rows[0] ?? null;
}

/** The newest reply to a message. */
export async function findReplyTo(
  tx: TxCtx,
  { projectId, messageId }: Of & { messageId: string },
): Promise<StoredMessage | null> {
  const { rows } = await sql<StoredMessage>`
    select ${COLUMNS}, m.heartbeat_at from project_chat_messages m
    where m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId} and m.parent_id = ${messageId}
      and m.role = 'assistant'
    order by m.created_at desc
    limit 1`.execute(tx.db);
  return rows[0] ?? null;
}

/** The reply of a company that is being written, or says so since its process died. */
export async function findRunning(
  tx: TxCtx,
  { projectId }: Of,
): Promise<{ id: string; heartbeat_at: string | null } | null> {
  const row = await tx.db
    .selectFrom("project_chat_messages")
    .select(["id", "heartbeat_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("status", "=", "running")
    .executeTakeFirst();
  return row ?? null;
}

export type ReplyChange = {
  text: string;
  steps: readonly ToolStep[];
  refs: readonly string[];
  status?: Exclude<MessageStatus, "running">;
  modelLabel?: string | null;
  contextHash?: string | null;
  failure?: ChatMessage["failure"];
};

/** Stores the reply so far; false when it is not running any more: it was stopped, or given up. */
export async function updateRunning(
  tx: TxCtx,
  id: string,
  { text, steps, refs, status = undefined, modelLabel, contextHash, failure }: ReplyChange,
): Promise<boolean> {
  const row = await tx.db
    .updateTable("project_chat_messages")
    .set({
      text,
      steps: JSON.stringify(steps),
      refs: [...refs],
      heartbeat_at: sql<string>`clock_timestamp()`,
      ...(status && { status }),
      ...(modelLabel !== undefined && { model_label: modelLabel }),
      ...(contextHash !== undefined && { context_hash: contextHash }),
      ...(failure !== undefined && { failure: failure === null ? null : JSON.stringify(failure) }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("status", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a running reply where it stands; null when it is not running. */
export async function interruptRunning(
  tx: TxCtx,
  id: string,
): Promise<Pick<ChatMessage, "id" | "refs" | "steps" | "context_hash"> | null> {
  const { rows } = await sql<Pick<ChatMessage, "id" | "refs" | "steps" | "context_hash">>`
    update project_chat_messages set status = 'interrupted'
    where workspace_id = ${tx.workspaceId} and id = ${id} and status = 'running'
    returning id, refs, steps, context_hash`.execute(tx.db);
  return rows[0] ?? null;
}

/** A message and each later one of the founder and the model give way to another. */
export async function replaceFrom(
  tx: TxCtx,
  { projectId, messageId, by }: Of & { messageId: string; by: string },
): Promise<void> {
  await sql`
    update project_chat_messages m set replaced_by = ${by}
    from project_chat_messages first
    where first.workspace_id = ${tx.workspaceId} and first.id = ${messageId}
      and m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId}
      and (m.created_at, m.id) >= (first.created_at, first.id)
      and m.role <> 'system' and m.replaced_by is null and m.id <> ${by}`.execute(tx.db);
}

/** Deletes the text of a message and what it quotes; the row stays. False when that was done before. */
export async function redact(tx: TxCtx, id: string): Promise<boolean> {
  const row = await tx.db
    .updateTable("project_chat_messages")
    .set({ text: "", payload: "{}", steps: "[]", redacted_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("redacted_at", "is", null)
    .where("status", "<>", "running")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Newest first: those that stand, or those that one message replaced; a search looks through both. */
export async function selectMessages(
  tx: TxCtx,
  { projectId, cursor, q, replaced_by, limit }: ListChatQuery & Of,
): Promise<{ data: StoredMessage[]; next_cursor: string | null }> {
  const before = cursor ? sql`and ${isBefore(readCursor(cursor))}` : sql``;
  const words = q ? sql`and text ilike ${containsPattern(q)}` : sql``;
  const branch = replaced_by ? sql`and replaced_by = ${replaced_by}` : q ? sql`` : sql`and replaced_by is null`;
  const { rows } = await sql<StoredMessage & { position: string }>`
    select ${COLUMNS}, m.heartbeat_at, m.position from (
      select *, ${positionOfRow} as position from project_chat_messages
      where workspace_id = ${tx.workspaceId} and project_id = ${projectId} ${before} ${words} ${branch}
      order by created_at desc, id desc
      limit ${limit + 1}) m
    order by m.created_at desc, m.id desc`.execute(tx.db);
  return pageOf(
    rows.map(({ position, ...item }) => ({ item, position })),
    limit,
  );
}

/** The newest turns of the founder and the model up to a message, oldest first. Mirrored mail is no turn. */
export async function selectTurns(
  tx: TxCtx,
  { projectId, messageId, limit }: Of & { messageId: string; limit: number },
): Promise<{ id: string; role: "user" | "assistant"; text: string }[]> {
  const { rows } = await sql<{ id: string; role: "user" | "assistant"; text: string }>`
    select m.id, m.role, m.text from project_chat_messages m, project_chat_messages last
    where last.workspace_id = ${tx.workspaceId} and last.id = ${messageId}
      and m.workspace_id = ${tx.workspaceId} and m.project_id = ${projectId}
      and (m.created_at, m.id) <= (last.created_at, last.id)
      and m.role in ('user', 'assistant') and m.replaced_by is null and m.text <> ''
    order by m.created_at desc, m.id desc
    limit ${limit}`.execute(tx.db);
  return rows.reverse();
}
