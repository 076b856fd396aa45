import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

export type SecretName = "database_password" | "runtime_key" | "gateway_token";
export type SecretRow = { name: SecretName; reference: string; fingerprint: string };

export async function selectSecrets(tx: TxCtx, projectId: string): Promise<SecretRow[]> {
  const rows = await tx.db
    .selectFrom("project_runtime_secrets")
    .select(["name", "reference", "fingerprint"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .execute();
  return rows.map((row) => ({ ...row, name: row.name as SecretName }));
}

export async function insertSecretRow(
  tx: TxCtx,
  { projectId, ...row }: SecretRow & { projectId: string },
): Promise<void> {
  await tx.db
    .insertInto("project_runtime_secrets")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, ...row })
    .execute();
}

export async function deleteSecretRows(tx: TxCtx, projectId: string): Promise<void> {
  await tx.db
    .deleteFrom("project_runtime_secrets")
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .execute();
}

/** Past RLS: whose gateway token this is, by its fingerprint. */
export async function findTokenHolder(
  tx: ServiceTx,
  fingerprint: string,
): Promise<{ workspaceId: string; projectId: string } | null> {
  const row = await tx.db
    .selectFrom("project_runtime_secrets")
    .select(["workspace_id as workspaceId", "project_id as projectId"])
    .where("name", "=", "gateway_token")
    .where("fingerprint", "=", fingerprint)
    .executeTakeFirst();
  return row ?? null;
}
