import type { TxCtx } from "@/lib/platform/transaction";
import { Credential, type CredentialType, type Masked } from "./schemas";

const SHOWN = [
  "id as credential_id",
  "type",
  "name",
  "masked",
  "n8n_credential_id as engine_credential_id",
  "updated_at",
] as const;

type Row = { type: CredentialType; name: string; sealed: string; masked: Masked };

/** One credential a type and name: saving it again replaces what it holds and keeps its id. */
export async function upsertCredential(tx: TxCtx, { type, name, sealed, masked }: Row): Promise<Credential> {
  const row = await tx.db
    .insertInto("genesis.credential_store")
    .values({ workspace_id: tx.workspaceId, type, name, data_encrypted: sealed, masked: JSON.stringify(masked) })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "type", "name"])
        .doUpdateSet({ data_encrypted: sealed, masked: JSON.stringify(masked) }),
    )
    .returning(SHOWN)
    .executeTakeFirstOrThrow();
  return Credential.parse(row);
}

export async function selectCredentials(tx: TxCtx): Promise<Credential[]> {
  const rows = await tx.db
    .selectFrom("genesis.credential_store")
    .select(SHOWN)
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("type")
    .orderBy("name")
    .limit(200)
    .execute();
  return rows.map((row) => Credential.parse(row));
}

export async function findCredentialRow(tx: TxCtx, id: string): Promise<{ shown: Credential; sealed: string } | null> {
  const row = await tx.db
    .selectFrom("genesis.credential_store")
    .select([...SHOWN, "data_encrypted"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? { shown: Credential.parse(row), sealed: row.data_encrypted } : null;
}

export async function deleteCredentialRow(tx: TxCtx, id: string): Promise<void> {
  await tx.db
    .deleteFrom("genesis.credential_store")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", id)
    .execute();
}
