import type { TxCtx } from "@/lib/platform/transaction";

export async function deleteUnsent(tx: TxCtx, campaignId: string): Promise<number> {
  const { numDeletedRows } = await tx.db
    .deleteFrom("genesis.sequence_emails")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId)
    .where("status", "in", ["drafted", "approved", "rejected"])
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The row stays: an engine that confirms its claim later is told that it is settled. One that does not confirm may have sent it. */
export async function cancelUnconfirmedClaims(tx: TxCtx, campaignId: string): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable("genesis.sequence_emails")
    .set({ status: "cancelled", outcome_detail: "the campaign was deleted", claimed_at: null })
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId)
    .where("status", "=", "claimed")
    .where("confirms", "=", true)
    .where("confirmed_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
