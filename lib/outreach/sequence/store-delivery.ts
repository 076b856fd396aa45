import { sql } from "kysely";
import { executePrepared, sendPrepared } from "@/lib/platform/prepared";
import type { TxCtx } from "@/lib/platform/transaction";

export type SentReport = { messageId: string; sentAt: string };

/** With or without its brackets. A claim without outcome whose message was reported as sent did go out. It is reported already. */
export async function updateConfirmed(tx: TxCtx, reports: readonly SentReport[]): Promise<void> {
  const spelt = reports.flatMap(({ messageId, sentAt }) =>
    [messageId, `<${messageId}>`].map((spelling) => ({ spelling, messageId, sentAt })),
  );
  await sendPrepared(
    tx.db,
    "confirm_sent",
    sql`
      update genesis.sequence_emails e
      set status = 'sent', sent_at = coalesce(e.sent_at, r.sent_at), provider_message_id = coalesce(e.provider_message_id, r.message_id),
          reported_at = ${tx.now().toISOString()}, outcome_detail = 'confirmed by the report of its message id'
      from unnest(
        ${spelt.map(({ spelling }) => spelling)}::text[], ${spelt.map(({ messageId }) => messageId)}::text[],
        ${spelt.map(({ sentAt }) => sentAt)}::timestamptz[]) as r (spelling, message_id, sent_at)
      where e.workspace_id = ${tx.workspaceId} and e.message_id = r.spelling and e.status in ('claimed', 'unknown')`,
  );
}

export type MailsAsked = { messageIds: readonly string[]; emails: readonly string[] };
/** Found by its message id, or as the last one that went to an address. */
export type FoundMail = { messageId: string | null; email: string | null; campaignId: string; step: number };

/** By way of the lead, because only that has the address indexed. */
export async function selectMails(tx: TxCtx, { messageIds, emails }: MailsAsked): Promise<FoundMail[]> {
  const byMessage = sql<FoundMail>`
    select e.message_id as "messageId", null as email, e.campaign_id as "campaignId", e.step
    from genesis.sequence_emails e
    where e.workspace_id = ${tx.workspaceId} and e.message_id = any (${messageIds}::text[])`;
  if (emails.length === 0) return executePrepared(tx.db, "select_mails", byMessage);
  // Not prepared: a plan that is kept for every workspace would lock the leads of all of them.
  const { rows } = await sql<FoundMail>`
    ${byMessage}
    union all
    select null, l.email, e.campaign_id, max(e.step)
    from genesis.leads l
    join genesis.sequence_emails e on e.workspace_id = l.workspace_id and e.lead_id = l.id
    where l.workspace_id = ${tx.workspaceId} and l.email = any (${emails}::text[]) and e.status in ('claimed', 'sent', 'unknown')
    group by l.email, e.campaign_id`.execute(tx.db);
  return rows;
}
