import type { TxCtx } from "@/lib/platform/transaction";

export async function countLeadRows(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function hasLead(tx: TxCtx, email: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("genesis.leads")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("email", "=", email)
    .executeTakeFirst();
  return row !== undefined;
}
