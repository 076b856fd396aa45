import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

export type SentReport = { messageId: string; sentAt: string };

/** A claim without outcome whose message was reported as sent did go out. It is reported already. */
export async function updateConfirmed(tx: TxCtx, reports: readonly SentReport[]): Promise<void> {
  await sql`
    update genesis.sequence_emails e
    set status = 'sent', sent_at = coalesce(e.sent_at, r."sentAt"), provider_message_id = coalesce(e.provider_message_id, r."messageId"),
        reported_at = ${tx.now().toISOString()}, outcome_detail = 'confirmed by the report of its message id'
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as r ("messageId" text, "sentAt" timestamptz)
    where e.workspace_id = ${tx.workspaceId} and e.status in ('claimed', 'unknown')
      and e.message_id in (r."messageId", '<' || r."messageId" || '>')`.execute(tx.db);
}

export type MailsAsked = { messageIds: readonly string[]; emails: readonly string[] };
/** Found by its message id, or as the last one that went to an address. */
export type FoundMail = { messageId: string | null; email: string | null; campaignId: string; step: number };

/** By way of the lead, because only that has the address indexed. */
export async function selectMails(tx: TxCtx, { messageIds, emails }: MailsAsked): Promise<FoundMail[]> {
  const { rows } = await sql<FoundMail>`
    select e.message_id as "messageId", null as email, e.campaign_id as "campaignId", e.step
    from genesis.sequence_emails e
    where e.workspace_id = ${tx.workspaceId} and e.message_id = any (${messageIds}::text[])
    union all
    select null, l.email, e.campaign_id, max(e.step)
    from genesis.leads l
    join genesis.sequence_emails e on e.workspace_id = l.workspace_id and e.lead_id = l.id
    where l.workspace_id = ${tx.workspaceId} and l.email = any (${emails}::text[]) and e.status in ('claimed', 'sent', 'unknown')
    group by l.email, e.campaign_id`.execute(tx.db);
  return rows;
}
