import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ThreadAnswer } from "./schemas";

/** Everything that leaves with an answer. */
export type Content = {
  to: string;
  subject: string;
  body: string;
  inReplyTo: string | null;
  references: string[];
};
export type StoredAnswer = Content & {
  id: string;
  threadId: string;
  hash: string;
  status: ThreadAnswer["status"];
  messageId: string | null;
};

const COLUMNS = sql`id, to_email, subject, body, content_hash as hash, status, outcome, created_at, sent_at`;

/** The one draft of a conversation, written anew. */
export async function upsertDraft(
  tx: TxCtx,
  { threadId, content, hash, by }: { threadId: string; content: Content; hash: string; by: string | null },
): Promise<ThreadAnswer> {
  const { rows } = await sql<ThreadAnswer>`
    insert into reply_answers (workspace_id, thread_id, to_email, subject, body, in_reply_to, reference_ids, content_hash, written_by)
    values (${tx.workspaceId}, ${threadId}, ${content.to}, ${content.subject}, ${content.body}, ${content.inReplyTo},
      ${content.references}::text[], ${hash}, ${by})
    on conflict (workspace_id, thread_id) where status = 'draft' do update set
      to_email = excluded.to_email, subject = excluded.subject, body = excluded.body, in_reply_to = excluded.in_reply_to,
      reference_ids = excluded.reference_ids, content_hash = excluded.content_hash, written_by = excluded.written_by
    returning ${COLUMNS}`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error("An answer was written and not returned.");
  return row;
}

export async function findAnswer(tx: TxCtx, answerId: string): Promise<StoredAnswer | null> {
  const { rows } = await sql<StoredAnswer>`
    select id, thread_id as "threadId", to_email as "to", subject, body, in_reply_to as "inReplyTo", reference_ids as "references",
      content_hash as hash, status, message_id as "messageId"
    from reply_answers
    where workspace_id = ${tx.workspaceId} and id = ${answerId}
    for update`.execute(tx.db);
  return rows[0] ?? null;
}

export type AnswerChange = {
  status: ThreadAnswer["status"];
  message_id?: string;
  outcome?: string | null;
  approved_by?: string | null;
  approved_at?: string;
  sent_at?: string;
};

/** Changes an answer that has the status `from`; null for any other. */
export async function updateAnswer(
  tx: TxCtx,
  { id, from }: { id: string; from: ThreadAnswer["status"] },
  change: AnswerChange,
): Promise<ThreadAnswer | null> {
  const row = await tx.db
    .updateTable("reply_answers")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .where("status", "=", from)
    .returning([
      "id",
      "to_email",
      "subject",
      "body",
      "content_hash as hash",
      "status",
      "outcome",
      "created_at",
      "sent_at",
    ])
    .executeTakeFirst();
  return row ? (row as ThreadAnswer) : null;
}

export type Addressee = { email: string; messageId: string; subject: string };

/** The newest message of a conversation that a person wrote: an answer goes to its sender. */
export async function findAddressee(tx: TxCtx, threadId: string): Promise<Addressee | null> {
  const { rows } = await sql<Addressee>`
    select from_email as email, message_id as "messageId", subject
    from reply_messages
    where workspace_id = ${tx.workspaceId} and thread_id = ${threadId} and from_email <> '' and class <> 'bounce'
    order by received_at desc, id desc
    limit 1`.execute(tx.db);
  return rows[0] ?? null;
}

/** The message ids of a conversation, oldest first: what an answer refers to. */
export async function selectReferences(tx: TxCtx, threadId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select e.message_id as id, e.sent_at as at
      from reply_threads t
      join genesis.sequence_emails e
        on e.workspace_id = t.workspace_id and e.lead_id = t.lead_id and e.campaign_id = t.campaign_id and e.sent_at is not null
      where t.workspace_id = ${tx.workspaceId} and t.id = ${threadId}
      union all
      select message_id, received_at from reply_messages where workspace_id = ${tx.workspaceId} and thread_id = ${threadId}
      union all
      select message_id, sent_at from reply_answers
      where workspace_id = ${tx.workspaceId} and thread_id = ${threadId} and status = 'sent') ids
    where id like '<%>'
    order by at
    limit 50`.execute(tx.db);
  return rows.map(({ id }) => id);
}

export type SenderOfAnswers = { email: string; name: string };

/** The sender that the conversation's person is written to from, and its mailbox; the first one's in place of one that was removed. */
export async function findSender(tx: TxCtx, threadId: string): Promise<(SenderOfAnswers & { mailbox: number }) | null> {
  const { rows } = await sql<SenderOfAnswers & { mailbox: number }>`
    select coalesce(a.sender_email, b.sender_email) as email, coalesce(a.sender_name, b.sender_name) as name,
      coalesce(a.mailbox, 1)::int as mailbox
    from genesis.brand_profiles b
    left join reply_threads t on t.workspace_id = b.workspace_id and t.id = ${threadId}
    left join genesis.leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
    left join genesis.email_provider_config a
      on a.workspace_id = l.workspace_id and a.mailbox = l.mailbox and a.removed_at is null
    where b.workspace_id = ${tx.workspaceId}`.execute(tx.db);
  return rows[0] ?? null;
}
