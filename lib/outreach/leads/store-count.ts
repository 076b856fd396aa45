import type { TxCtx } from "@/lib/platform/transaction";

export async function countLeadRows(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirstOrThrow();
  return row.count;
}
