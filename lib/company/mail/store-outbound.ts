import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { EmailContract } from "./actions/email-contract";
import { OutboundEmail } from "./schemas";

const OUTBOUND = [
  "id",
  "thread_id",
  "sender",
  "reply_to",
  "recipients",
  "cc",
  "subject",
  "text",
  "attachments",
  "status",
  "words",
  "created_at",
  "sent_at",
] as const;

export async function selectSent(tx: TxCtx, threadId: string): Promise<OutboundEmail[]> {
  const rows = await tx.db
    .selectFrom("outbound_email_messages")
    .select(OUTBOUND)
    .where("workspace_id", "=", tx.workspaceId)
    .where("thread_id", "=", threadId)
    .orderBy("created_at")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map((row) => OutboundEmail.parse(row));
}

export type LocatedEmail = {
  id: string;
  workspaceId: string;
  projectId: string;
  threadId: string;
  /** The proposal by which it was sent. */
  approvalId: string;
};

export async function findByProviderId(
  tx: ServiceTx,
  { provider, providerMessageId }: { provider: "resend"; providerMessageId: string },
): Promise<LocatedEmail | null> {
  const row = await tx.db
    .selectFrom("outbound_email_messages")
    .select(["id", "workspace_id as workspaceId", "project_id as projectId", "thread_id as threadId"])
    .select(sql<string>`split_part(idempotency_key, ':', 1)`.as("approvalId"))
    .where("provider", "=", provider)
    .where("provider_message_id", "=", providerMessageId)
    .executeTakeFirst();
  return row ?? null;
}

type News = { id: string; status: "delivered" | "bounced" | "complained"; words: string };

/** False when this, or something later, is known already. */
export async function updateDelivered(tx: TxCtx, { id, status, words }: News): Promise<boolean> {
  const row = await tx.db
    .updateTable("outbound_email_messages")
    .set({ status, words, settled_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where(
      "status",
      "in",
      status === "delivered" ? ["sending", "sent", "unknown"] : ["sending", "sent", "unknown", "delivered"],
    )
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

const FACTS = { delayed: "delayed_at", opened: "opened_at" } as const;

/** False when the fact is known already. */
export async function updateFact(tx: TxCtx, { id, fact }: { id: string; fact: keyof typeof FACTS }): Promise<boolean> {
  const row = await tx.db
    .updateTable("outbound_email_messages")
    .set(fact === "delayed" ? { delayed_at: tx.now().toISOString() } : { opened_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where(FACTS[fact], "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

type NewOutbound = {
  id: string;
  projectId: string;
  idempotencyKey: string;
  contract: EmailContract;
  text: string;
  html: string;
  integrationId: string | null;
};

export async function insertOutbound(tx: TxCtx, { contract, ...email }: NewOutbound): Promise<void> {
  await tx.db
    .insertInto("outbound_email_messages")
    .values({
      id: email.id,
      workspace_id: tx.workspaceId,
      project_id: email.projectId,
      thread_id: contract.thread_id,
      email_identity_id: contract.identity_id,
      idempotency_key: email.idempotencyKey,
      message_id: contract.message_id,
      in_reply_to: contract.in_reply_to,
      sender: contract.from.address,
      reply_to: contract.reply_to,
      recipients: contract.to,
      cc: contract.cc,
      bcc: contract.bcc,
      subject: contract.subject,
      text: email.text,
      html: email.html,
      attachments: JSON.stringify(contract.attachments.map((file) => ({ ...file, bytes: 0 }))),
      body_sha256: contract.body_sha256,
      provider: contract.provider,
      integration_id: email.integrationId,
    })
    .execute();
}

export type SendingEmail = {
  id: string;
  threadId: string;
  provider: "resend" | "outbox";
  text: string;
  createdAt: string;
};

export async function findOutbound(tx: TxCtx, idempotencyKey: string): Promise<SendingEmail | null> {
  const row = await tx.db
    .selectFrom("outbound_email_messages")
    .select(["id", "thread_id as threadId", "provider", "text", "created_at as createdAt"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("idempotency_key", "=", idempotencyKey)
    .executeTakeFirst();
  return row ? { ...row, provider: row.provider === "resend" ? "resend" : "outbox" } : null;
}

type Outcome = { id: string; status: "sent" | "failed" | "unknown"; providerId: string | null; words: string };

/** False when it is settled already; an attempt of unknown outcome, and one that failed, can still be settled. */
export async function updateOutbound(tx: TxCtx, { id, status, providerId, words }: Outcome): Promise<boolean> {
  const at = tx.now().toISOString();
  const row = await tx.db
    .updateTable("outbound_email_messages")
    .set({
      status,
      words: words.slice(0, 500),
      settled_at: at,
      ...(providerId !== null && { provider_message_id: providerId, sent_at: at }),
    })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("status", "in", ["sending", "unknown", "failed"])
    .where("status", "<>", status)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export type Told = { status: string; delayedAt: string | null; openedAt: string | null };

/** The provider's news about an email of ours. */
export async function findTold(tx: TxCtx, messageId: string): Promise<Told | null> {
  const row = await tx.db
    .selectFrom("outbound_email_messages")
    .select(["status", "delayed_at as delayedAt", "opened_at as openedAt"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("message_id", "=", messageId)
    .executeTakeFirst();
  return row ?? null;
}

export async function setWireId(
  tx: TxCtx,
  { messageId, wireId }: { messageId: string; wireId: string },
): Promise<void> {
  await tx.db
    .updateTable("outbound_email_messages")
    .set({ wire_message_id: wireId })
    .where("workspace_id", "=", tx.workspaceId)
    .where("message_id", "=", messageId)
    .execute();
}

/** Those of the addresses that are on the do-not-contact list, by themselves or by their domain. */
export async function selectSuppressed(tx: TxCtx, addresses: readonly string[]): Promise<string[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<{ email: string }>`
    select s.email from public.suppressions s
    where s.workspace_id = ${tx.workspaceId}
      and s.email = any (${addresses.flatMap((one) => [one, `@${one.split("@").at(-1)}`])}::text[])`.execute(tx.db);
  const listed = new Set(rows.map(({ email }) => email));
  return addresses.filter((one) => listed.has(one) || listed.has(`@${one.split("@").at(-1)}`));
}

export type SentEmail = { messageId: string; to: string; subject: string; replyTo: string };

export async function selectSentByIds(tx: TxCtx, messageIds: readonly string[]): Promise<SentEmail[]> {
  if (messageIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom("outbound_email_messages")
    .select(["message_id as messageId", "recipients", "subject", "reply_to as replyTo"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("message_id", "in", messageIds)
    .execute();
  return rows.map(({ recipients, ...row }) => ({ ...row, to: recipients[0] ?? "" }));
}

/** The email of a conversation that a delivery report names. */
export async function findReturned(
  tx: TxCtx,
  { threadId, messageIds }: { threadId: string; messageIds: readonly string[] },
): Promise<{ id: string; provider: string } | null> {
  if (messageIds.length === 0) return null;
  const row = await tx.db
    .selectFrom("outbound_email_messages")
    .select(["id", "provider"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("thread_id", "=", threadId)
    .where((row) => row.or([row("message_id", "in", messageIds), row("wire_message_id", "in", messageIds)]))
    .executeTakeFirst();
  return row ?? null;
}
