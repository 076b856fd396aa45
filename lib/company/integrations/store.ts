import type { TxCtx } from "@/lib/platform/transaction";
import type { Masked } from "@/lib/foundation/vault/schemas";
import { Integration, type IntegrationProvider, type IntegrationRef } from "./schemas";

const SHOWN = [
  "id",
  "provider",
  "enabled",
  "config_masked as masked",
  "created_by",
  "created_at",
  "updated_at",
] as const;

type Row = IntegrationRef & { enabled: boolean; createdBy: string; config: { sealed: string; masked: Masked } };

export async function upsertIntegration(tx: TxCtx, row: Row): Promise<Integration> {
  const { sealed, masked } = row.config;
  const changing = { enabled: row.enabled, config_encrypted: sealed, config_masked: JSON.stringify(masked) };
  const saved = await tx.db
    .insertInto("project_integrations")
    .values({
      workspace_id: tx.workspaceId,
      project_id: row.projectId,
      provider: row.provider,
      created_by: row.createdBy,
      ...changing,
    })
    .onConflict((conflict) => conflict.columns(["project_id", "provider"]).doUpdateSet(changing))
    .returning(SHOWN)
    .executeTakeFirstOrThrow();
  return Integration.parse(saved);
}

/** Null when nothing is stored. */
export async function updateEnabled(
  tx: TxCtx,
  { projectId, provider }: IntegrationRef,
  enabled: boolean,
): Promise<Integration | null> {
  const row = await tx.db
    .updateTable("project_integrations")
    .set({ enabled })
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("provider", "=", provider)
    .returning(SHOWN)
    .executeTakeFirst();
  return row ? Integration.parse(row) : null;
}

export async function selectIntegrations(tx: TxCtx, projectId: string): Promise<Integration[]> {
  const rows = await tx.db
    .selectFrom("project_integrations")
    .select(SHOWN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .orderBy("provider")
    .limit(200)
    .execute();
  return rows.map((row) => Integration.parse(row));
}

export async function findIntegration(
  tx: TxCtx,
  { projectId, provider }: { projectId: string; provider: IntegrationProvider },
): Promise<Integration | null> {
  const row = await tx.db
    .selectFrom("project_integrations")
    .select(SHOWN)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("provider", "=", provider)
    .executeTakeFirst();
  return row ? Integration.parse(row) : null;
}

/** The sealed configuration of what is switched on; null where nothing is. */
export async function findSealed(
  tx: TxCtx,
  { projectId, provider }: { projectId: string; provider: IntegrationProvider },
): Promise<{ id: string; sealed: string } | null> {
  const row = await tx.db
    .selectFrom("project_integrations")
    .select(["id", "config_encrypted as sealed"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("provider", "=", provider)
    .where("enabled", "=", true)
    .executeTakeFirst();
  return row ?? null;
}

/** The deleted row; null when there was none. */
export async function deleteIntegration(
  tx: TxCtx,
  { projectId, provider }: IntegrationRef,
): Promise<Integration | null> {
  const row = await tx.db
    .deleteFrom("project_integrations")
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("provider", "=", provider)
    .returning(SHOWN)
    .executeTakeFirst();
  return row ? Integration.parse(row) : null;
}
