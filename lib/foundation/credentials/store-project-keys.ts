import { sql } from "kysely";
import { isForeignKeyViolation } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { ProjectKey, type ProjectKeyKind } from "./schemas";

const SHOWN = ["id", "kind", "key_text as key", "last_four", "created_at", "last_used_at"] as const;

type NewKey = {
  projectId: string;
  kind: ProjectKeyKind;
  hash: string;
  text: string | null;
  lastFour: string;
  createdBy: string;
};

/** The foreign key names the workspace too: a company of another one is none. */
function unlessNoProject(error: unknown): never {
  if (!isForeignKeyViolation(error, "project_keys_workspace_id_project_id_fkey")) throw error;
  throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
}

/** One open key a kind: the one before ends at once. */
export async function replaceKey(tx: TxCtx, key: NewKey): Promise<ProjectKey> {
  await tx.db
    .updateTable("project_keys")
    .set({ revoked_at: sql<string>`now()` })
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", key.projectId)
    .where("kind", "=", key.kind)
    .where("revoked_at", "is", null)
    .execute();
  const row = await tx.db
    .insertInto("project_keys")
    .values({
      workspace_id: tx.workspaceId,
      project_id: key.projectId,
      kind: key.kind,
      key_hash: key.hash,
      key_text: key.text,
      last_four: key.lastFour,
      created_by: key.createdBy,
    })
    .returning(SHOWN)
    .executeTakeFirstOrThrow()
    .catch(unlessNoProject);
  return ProjectKey.parse(row);
}

export async function selectOpenKeys(tx: TxCtx, projectId: string): Promise<ProjectKey[]> {
  const rows = await tx.db
    .selectFrom("project_keys")
    .select(SHOWN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("revoked_at", "is", null)
    .orderBy("kind")
    .execute();
  return rows.map((row) => ProjectKey.parse(row));
}

/** Which companies have a secret key that works. */
export async function selectProjectsWithSecretKey(tx: TxCtx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("project_keys")
    .select("project_id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("kind", "=", "secret")
    .where("revoked_at", "is", null)
    .orderBy("project_id")
    .execute();
  return rows.map(({ project_id }) => project_id);
}

export type FoundProjectKey = {
  id: string;
  kind: ProjectKeyKind;
  workspaceId: string;
  projectId: string;
  frozen: boolean;
  usedRecently: boolean;
};

/** Past RLS: the key itself says which company is meant. Null for one that is unknown or over. */
export async function findKeyByHash(tx: ServiceTx, hash: string): Promise<FoundProjectKey | null> {
  const { rows } = await sql<FoundProjectKey>`
    select k.id, k.kind, k.workspace_id as "workspaceId", k.project_id as "projectId", w.status = 'frozen' as frozen,
      coalesce(k.last_used_at > now() - interval '1 minute', false) as "usedRecently"
    from project_keys k join workspaces w on w.id = k.workspace_id
    where k.key_hash = ${hash} and k.revoked_at is null`.execute(tx.db);
  return rows[0] ?? null;
}

export async function touchKey(tx: ServiceTx, id: string): Promise<void> {
  await tx.db
    .updateTable("project_keys")
    .set({ last_used_at: sql<string>`now()` })
    .where("id", "=", id)
    .execute();
}
