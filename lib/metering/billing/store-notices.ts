import type { TxCtx } from "@/lib/platform/transaction";

/** Whether the message is new. */
export async function insertNotice(tx: TxCtx, { id, type }: { id: string; type: string }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto("payment_notices")
    .values({ id, workspace_id: tx.workspaceId, type, received_at: tx.now().toISOString() })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function deleteNoticesBefore(tx: TxCtx, before: Date): Promise<void> {
  await tx.db
    .deleteFrom("payment_notices")
    .where("workspace_id", "=", tx.workspaceId)
    .where("received_at", "<", before.toISOString())
    .execute();
}
