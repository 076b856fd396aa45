import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

export type ErasedMail = { projectId: string; conversations: number; messages: number; assets: string[] };

/** Erases the mail of leads that are still there; what went, by company. */
export async function callEraseMailOfLeads(tx: TxCtx, leadIds: readonly string[]): Promise<ErasedMail[]> {
  const { rows } = await sql<ErasedMail>`
    select project_id as "projectId", conversations, messages, assets
    from genesis.erase_mail_of_leads(${tx.workspaceId}::uuid, ${leadIds}::uuid[])`.execute(tx.db);
  return rows;
}
