import type { TxCtx } from "@/lib/platform/transaction";

export async function insertSecret(tx: TxCtx, { id, sealed }: { id: string; sealed: string }): Promise<void> {
  await tx.db
    .insertInto("genesis.vault_secrets")
    .values({ id, workspace_id: tx.workspaceId, data_encrypted: sealed })
    .execute();
}

export async function findSecret(tx: TxCtx, id: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.vault_secrets")
    .select("data_encrypted")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.data_encrypted ?? null;
}

export async function deleteSecrets(tx: TxCtx, ids: readonly string[]): Promise<void> {
  await tx.db
    .deleteFrom("genesis.vault_secrets")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "in", [...ids])
    .execute();
}
