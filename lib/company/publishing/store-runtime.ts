import type { TxCtx } from "@/lib/platform/transaction";

/** Where the company's own application listens while its work runs there, and the vault's reference to its key. */
export async function findOwnApplication(
  tx: TxCtx,
  projectId: string,
): Promise<{ url: string; reference: string } | null> {
  const row = await tx.db
    .selectFrom("project_runtime_instances as runtime")
    .innerJoin("project_runtime_secrets as secret", (join) =>
      join
        .onRef("secret.workspace_id", "=", "runtime.workspace_id")
        .onRef("secret.project_id", "=", "runtime.project_id")
        .on("secret.name", "=", "runtime_key"),
    )
    .select(["runtime.url", "secret.reference"])
    .where("runtime.workspace_id", "=", tx.workspaceId)
    .where("runtime.project_id", "=", projectId)
    .where("runtime.mode", "=", "dedicated")
    .executeTakeFirst();
  return row && row.url !== null ? { url: row.url, reference: row.reference } : null;
}
