import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export async function selectPartitionName(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.partition_registry")
    .select("partition_name")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row?.partition_name ?? null;
}

export async function createPartition(tx: ServiceTx, workspaceId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select genesis.create_leads_partition(${workspaceId}::uuid) as name`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error("genesis.create_leads_partition returned no row");
  return row.name;
}

/** False when there is no login. */
export async function shutLogin(tx: ServiceTx, workspaceId: string): Promise<boolean> {
  const { rows } = await sql<{ shut: boolean }>`
    select genesis.shut_instance_login(${workspaceId}::uuid) as shut`.execute(tx.db);
  return rows[0]?.shut ?? false;
}

export async function dropLogin(tx: ServiceTx, workspaceId: string): Promise<void> {
  await sql`select genesis.drop_instance_login(${workspaceId}::uuid)`.execute(tx.db);
}
