import { sql } from "kysely";
import type { ServiceTx } from "@/lib/platform/transaction";

/** All leads of a workspace move, after the other launches: as long as the step may take. */
export const MOVING_SECONDS = 120;

type Registered = { partitionName: string; loginRole: string; passwordEncrypted: string };

export async function findPartition(tx: ServiceTx, workspaceId: string): Promise<Registered | null> {
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

export async function createPartition(
  tx: ServiceTx,
  given: { workspaceId: string; password: string; passwordEncrypted: string },
): Promise<{ partitionName: string; loginRole: string }> {
  const { rows } = await sql<{ partition_name: string; login_role: string }>`
    select partition_name, login_role
    from genesis.create_leads_partition(${given.workspaceId}::uuid, ${given.password}, ${given.passwordEncrypted})`.execute(
    tx.db,
  );
  const [row] = rows;
  if (!row) throw new Error("genesis.create_leads_partition returned no row");
  return { partitionName: row.partition_name, loginRole: row.login_role };
}

export async function dropPartition(tx: ServiceTx, workspaceId: string): Promise<void> {
  await sql`select genesis.drop_leads_partition(${workspaceId}::uuid)`.execute(tx.db);
}
