import type { ServiceTx } from "@/lib/platform/transaction";

export async function selectOutdated(tx: ServiceTx, version: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.ignition_state")
    .select("workspace_id")
    .where("status", "=", "active")
    .where("workflows_version", "is distinct from", version)
    .orderBy("workspace_id")
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}
