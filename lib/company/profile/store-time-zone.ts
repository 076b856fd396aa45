import type { TxCtx } from "@/lib/platform/transaction";

export async function selectTimeZone(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.infrastructure_config")
    .select("time_zone")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row?.time_zone ?? null;
}
