import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { CompanyExport, type ExportCause } from "./schemas";

const EXPORT = [
  "id",
  "cause",
  "status",
  "parts_done",
  "parts_total",
  "size_bytes",
  "sha256",
  "error",
  "requested_at",
  "finished_at",
  "expires_at",
] as const;

type NewExport = { id: string; projectId: string; cause: ExportCause; requestedBy: string };

/** Null when one is made already. */
export async function insertExport(tx: TxCtx, wanted: NewExport): Promise<CompanyExport | null> {
  const row = await tx.db
    .insertInto("company_exports")
    .values({
      id: wanted.id,
      workspace_id: tx.workspaceId,
      project_id: wanted.projectId,
      cause: wanted.cause,
      requested_by: wanted.requestedBy,
      requested_at: tx.now().toISOString(),
    })
    .onConflict((conflict) => conflict.column("project_id").where("status", "=", "running").doNothing())
    .returning(EXPORT)
    .executeTakeFirst();
  return row ? CompanyExport.parse(row) : null;
}

/** The newest 20, newest first. */
export async function selectExports(tx: TxCtx, projectId: string): Promise<CompanyExport[]> {
  const rows = await tx.db
    .selectFrom("company_exports")
    .select(EXPORT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .orderBy("requested_at", "desc")
    .orderBy("id", "desc")
    .limit(20)
    .execute();
  return rows.map((row) => CompanyExport.parse(row));
}

export async function findExport(
  tx: TxCtx,
  { projectId, exportId }: { projectId: string; exportId: string },
): Promise<CompanyExport | null> {
  const row = await tx.db
    .selectFrom("company_exports")
    .select(EXPORT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("project_id", "=", projectId)
    .where("id", "=", exportId)
    .executeTakeFirst();
  return row ? CompanyExport.parse(row) : null;
}

type Ending =
  { status: "ready"; size_bytes: number; sha256: string; expires_at: string } | { status: "failed"; error: string };

export async function updateProgress(
  tx: TxCtx,
  exportId: string,
  { done, total }: { done: number; total: number },
): Promise<void> {
  await tx.db
    .updateTable("company_exports")
    .set({ parts_done: done, parts_total: total })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", exportId)
    .where("status", "=", "running")
    .execute();
}

/** False, and nothing changes, when it had ended before. */
export async function endRunning(tx: TxCtx, exportId: string, ending: Ending): Promise<boolean> {
  const row = await tx.db
    .updateTable("company_exports")
    .set({ ...ending, finished_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", exportId)
    .where("status", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function markGone(tx: TxCtx, exportId: string): Promise<boolean> {
  const row = await tx.db
    .updateTable("company_exports")
    .set({ status: "gone" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", exportId)
    .where("status", "=", "ready")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Past RLS: archives whose time is over, and those that began before `stale` and did not end. */
export async function selectOverdue(
  tx: ServiceTx,
  stale: string,
): Promise<{ workspaceId: string; projectId: string; exportId: string }[]> {
  return tx.db
    .selectFrom("company_exports")
    .select(["workspace_id as workspaceId", "project_id as projectId", "id as exportId"])
    .where((row) =>
      row.or([
        row.and([row("status", "=", "ready"), row("expires_at", "<=", tx.now().toISOString())]),
        row.and([row("status", "=", "running"), row("requested_at", "<", stale)]),
      ]),
    )
    .limit(1_000)
    .execute();
}
