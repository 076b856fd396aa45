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
