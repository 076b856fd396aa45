import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { WorkspaceKey } from "./schemas";

const SHOWN = [
  "id",
  "name",
  "last_four",
  "scopes",
  "created_by",
  "created_at",
  "expires_at",
  "revoked_at",
  "last_used_at",
] as const;

export type NewKey = {
  name: string;
  hash: string;
  lastFour: string;
  scopes: string[];
  createdBy: string;
  expiresAt: string | null;
};

export async function insertKey(tx: TxCtx, key: NewKey): Promise<WorkspaceKey> {
  const row = await tx.db
    .insertInto("workspace_keys")
    .values({
      workspace_id: tx.workspaceId,
      name: key.name,
      key_hash: key.hash,
      last_four: key.lastFour,
      scopes: key.scopes,
      created_by: key.createdBy,
      expires_at: key.expiresAt,
    })
    .returning(SHOWN)
    .executeTakeFirstOrThrow();
  return WorkspaceKey.parse(row);
}

export async function selectKeys(tx: TxCtx): Promise<WorkspaceKey[]> {
  const rows = await tx.db
    .selectFrom("workspace_keys")
    .select(SHOWN)
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at", "desc")
    .limit(200)
    .execute();
  return rows.map((row) => WorkspaceKey.parse(row));
}

/** Null when there is no such key that is still open. */
export async function updateKeyRevoked(tx: TxCtx, keyId: string): Promise<WorkspaceKey | null> {
  const row = await tx.db
    .updateTable("workspace_keys")
    .set({ revoked_at: sql<string>`now()`, revoked_reason: "revoked" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", keyId)
    .where("revoked_at", "is", null)
    .returning(SHOWN)
    .executeTakeFirst();
  return row ? WorkspaceKey.parse(row) : null;
}

/** A freeze revokes every key that is open; they are not given back. */
export async function revokeAllKeys(tx: TxCtx): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable("workspace_keys")
    .set({ revoked_at: sql<string>`now()`, revoked_reason: "frozen" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** How many keys of the workspace a caller could enter with, were it not frozen. */
export async function countOpenKeys(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("workspace_keys")
    .select(({ fn }) => fn.countAll<number>().as("open"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", sql<string>`now()`)]))
    .executeTakeFirstOrThrow();
  return row.open;
}

/** Revokes the open keys somebody made that can do anything beyond `allowed`. */
export async function revokeKeysOf(tx: TxCtx, userId: string, allowed: readonly string[]): Promise<WorkspaceKey[]> {
  const rows = await tx.db
    .updateTable("workspace_keys")
    .set({ revoked_at: sql<string>`now()`, revoked_reason: "revoked" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("created_by", "=", userId)
    .where("revoked_at", "is", null)
    .where(sql<boolean>`not (scopes <@ ${allowed}::text[])`)
    .returning(SHOWN)
    .execute();
  return rows.map((row) => WorkspaceKey.parse(row));
}

export type FoundKey = {
  id: string;
  workspaceId: string;
  scopes: string[];
  valid: boolean;
  revokedReason: string | null;
  frozenReason: string | null;
  usedRecently: boolean;
};

/** Past RLS: the key itself says which workspace is meant. */
export async function findKey(tx: ServiceTx, hash: string): Promise<FoundKey | null> {
  const row = await tx.db
    .selectFrom("workspace_keys as key")
    .innerJoin("workspaces as workspace", "workspace.id", "key.workspace_id")
    .select([
      "key.id",
      "key.workspace_id",
      "key.scopes",
      "key.revoked_reason",
      "workspace.status",
      "workspace.frozen_reason",
      sql<boolean>`key.revoked_at is null and (key.expires_at is null or key.expires_at > now())`.as("valid"),
      sql<boolean>`key.last_used_at is not null and key.last_used_at > now() - interval '1 minute'`.as("used_recently"),
    ])
    .where("key.key_hash", "=", hash)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    scopes: row.scopes,
    valid: row.valid,
    revokedReason: row.revoked_reason,
    frozenReason: row.status === "frozen" ? (row.frozen_reason ?? "") : null,
    usedRecently: row.used_recently,
  };
}

export async function touchKey(tx: ServiceTx, id: string): Promise<void> {
  await tx.db
    .updateTable("workspace_keys")
    .set({ last_used_at: sql<string>`now()` })
    .where("id", "=", id)
    .execute();
}
