import type { ServiceTx } from "@/lib/platform/transaction";

/** Past RLS: the workspaces that are launched on this machine's n8n, after each was pointed at its sidecar. */
export async function moveLocalEngines(tx: ServiceTx, sidecarUrl: string): Promise<string[]> {
  const rows = await tx.db
    .updateTable("genesis.ignition_state")
    .set({ sidecar_url: sidecarUrl })
    .where("droplet_id", "=", "local")
    .where("status", "=", "active")
    .returning("workspace_id")
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}
