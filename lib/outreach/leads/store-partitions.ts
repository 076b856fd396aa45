import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

/** All leads of a workspace move, after the other launches: as long as the step may take. */
export const MOVING_SECONDS = 120;

export async function findPartitionName(tx: TxCtx): Promise<string | null> {
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

type Login = { partitionName: string; loginRole: string | null; passwordEncrypted: string | null };

export async function findLogin(tx: ServiceTx, workspaceId: string): Promise<Login | null> {
  const row = await tx.db
    .selectFrom("genesis.partition_registry")
    .select(["partition_name as partitionName", "login_role as loginRole", "password_encrypted as passwordEncrypted"])
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

/** The lock of the partition functions, taken before the registry is read: two launches at once agree on one password. */
export async function lockPartitions(tx: ServiceTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('genesis.create_leads_partition'))`.execute(tx.db);
}

export async function createLogin(
  tx: ServiceTx,
  given: { workspaceId: string; password: string; passwordEncrypted: string },
): Promise<string> {
  const { rows } = await sql<{ role: string }>`
    select genesis.create_instance_login(${given.workspaceId}::uuid, ${given.password}, ${given.passwordEncrypted}) as role`.execute(
    tx.db,
  );
  const [row] = rows;
  if (!row) throw new Error("genesis.create_instance_login returned no row");
  return row.role;
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
