import type { TxCtx } from "@/lib/platform/transaction";
import type { Settings, ShiftMode } from "./schemas";

export type StoredSettings = { mode: ShiftMode | null } & Pick<Settings, "hour" | "cadence">;

export async function findSettings(tx: TxCtx, projectId: string): Promise<StoredSettings | null> {
  const row = await tx.db
    .selectFrom("nightshift_settings")
    .select(["mode", "hour", "cadence"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .executeTakeFirst();
  return (row as StoredSettings | undefined) ?? null;
}

export async function upsertSettings(
  tx: TxCtx,
  projectId: string,
  { mode, hour, cadence }: StoredSettings,
): Promise<void> {
  await tx.db
    .insertInto("nightshift_settings")
    .values({ workspace_id: tx.workspaceId, project_id: projectId, mode, hour, cadence })
    .onConflict((conflict) => conflict.column("project_id").doUpdateSet({ mode, hour, cadence }))
    .execute();
}
