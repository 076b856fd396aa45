import { sql } from "kysely";
import { AppError } from "@/lib/platform/errors";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { ColumnMapping, KEPT_ERRORS, LeadImport, type RowError } from "./schemas";

/** A batch takes well under this; an import that was silent for longer was killed. */
const SILENT_SECONDS = 60;

export type NewImport = { importId: string; fileName: string; total: number };

const UNREAD = { processed: 0, imported: 0, updated: 0, skipped: 0, stopped: 0, held: 0, read_to: 0, errors: "[]" };

const taken = (): AppError =>
  new AppError("conflict", "This import_id belongs to an import that is running or done. Choose another one.", {
    code: "lead_import.exists",
  });

/** Opens an import under its id; one that was killed part-way may be opened again. */
export async function startImport(tx: TxCtx, given: NewImport): Promise<void> {
  const { importId, fileName, total } = given;
  const fresh = { file_name: fileName, total };
  const inserted = await tx.db
    .insertInto("genesis.lead_imports")
    .values({ id: importId, workspace_id: tx.workspaceId, ...fresh })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) {
    await tx.db
      .insertInto("genesis.lead_lists")
      .values({ id: importId, workspace_id: tx.workspaceId, name: fileName, import_id: importId })
      .execute();
    return;
  }
  const reopened = await tx.db
    .updateTable("genesis.lead_imports")
    .set({ ...fresh, ...UNREAD, status: "running" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .where("status", "in", ["running", "failed"])
    .where("updated_at", "<", sql<string>`now() - make_interval(secs => ${SILENT_SECONDS})`)
    .executeTakeFirst();
  if (reopened.numUpdatedRows !== 1n) throw taken();
}

type Progress = Record<"processed" | "imported" | "updated" | "skipped" | "stopped" | "held" | "readTo", number> & {
  errors: readonly RowError[];
};

/** Adds the rows up to `readTo` to the counts; false when the import is no longer running, or has come further meanwhile. */
export async function addProgress(tx: TxCtx, importId: string, batch: Progress): Promise<boolean> {
  const result = await tx.db
    .updateTable("genesis.lead_imports")
    .set((eb) => ({
      processed: eb("processed", "+", batch.processed),
      imported: eb("imported", "+", batch.imported),
      updated: eb("updated", "+", batch.updated),
      skipped: eb("skipped", "+", batch.skipped),
      stopped: eb("stopped", "+", batch.stopped),
      held: eb("held", "+", batch.held),
      read_to: batch.readTo,
      errors: sql<string>`jsonb_path_query_array(errors || ${JSON.stringify(batch.errors.slice(0, KEPT_ERRORS))}::jsonb,
        ${`$[0 to ${KEPT_ERRORS - 1}]`}::jsonpath)`,
    }))
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .where("status", "=", "running")
    .where("read_to", "<", batch.readTo)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

const IMPORT = [
  "id as import_id",
  "file_name",
  "total",
  "processed",
  "imported",
  "updated",
  "skipped",
  "stopped",
  "held",
  "errors",
  "created_at",
  sql<number>`processed - imported - updated - skipped`.as("refused"),
  sql<string>`case when status = 'running' and updated_at < now() - make_interval(secs => ${sql.lit(SILENT_SECONDS)})
    and not exists (select from genesis.lead_import_files f where f.import_id = genesis.lead_imports.id)
    then 'failed' else status end`.as("status"),
] as const;

type StoredFile = { bytes: Uint8Array; mapping: ColumnMapping | undefined; readTo: number; isStale: boolean };

/** An import takes minutes; a file that waits for longer is not going to be read. */
const STALE = sql<boolean>`f.created_at < now() - interval '6 hours'`;

/** Keeps a file for the job that reads it. */
export async function insertFile(
  tx: TxCtx,
  { importId, bytes, mapping }: { importId: string; bytes: Uint8Array; mapping: ColumnMapping | undefined },
): Promise<void> {
  await tx.db
    .insertInto("genesis.lead_import_files")
    .values({
      import_id: importId,
      workspace_id: tx.workspaceId,
      bytes: sql<string>`${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)}::bytea`,
      mapping: mapping ? JSON.stringify(mapping) : null,
    })
    .execute();
}

/** The file of an import and the row that it was read to; null when the import has ended. */
export async function findFile(tx: TxCtx, importId: string): Promise<StoredFile | null> {
  const row = await tx.db
    .selectFrom("genesis.lead_import_files as f")
    .innerJoin("genesis.lead_imports as i", "i.id", "f.import_id")
    .select(["f.mapping", "i.read_to", sql<Buffer>`f.bytes`.as("bytes"), STALE.as("isStale")])
    .where("f.workspace_id", "=", tx.workspaceId)
    .where("f.import_id", "=", importId)
    .executeTakeFirst();
  if (!row) return null;
  const { bytes, isStale, read_to: readTo } = row;
  return { bytes, mapping: ColumnMapping.nullable().parse(row.mapping) ?? undefined, readTo, isStale };
}

const dropFile = (tx: TxCtx, importId: string): Promise<unknown> =>
  tx.db
    .deleteFrom("genesis.lead_import_files")
    .where("workspace_id", "=", tx.workspaceId)
    .where("import_id", "=", importId)
    .execute();

export async function finishImport(tx: TxCtx, importId: string): Promise<LeadImport> {
  await dropFile(tx, importId);
  const row = await tx.db
    .updateTable("genesis.lead_imports")
    .set({ status: "done" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .returning(IMPORT)
    .executeTakeFirstOrThrow();
  return LeadImport.parse(row);
}

export async function findImport(tx: TxCtx, importId: string): Promise<LeadImport | null> {
  const row = await tx.db
    .selectFrom("genesis.lead_imports")
    .select(IMPORT)
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .executeTakeFirst();
  return row ? LeadImport.parse(row) : null;
}

/** Past RLS: the files that are not going to be read, in any workspace. */
export async function selectStaleFiles(
  tx: ServiceTx,
  limit: number,
): Promise<{ workspaceId: string; importId: string }[]> {
  return tx.db
    .selectFrom("genesis.lead_import_files as f")
    .select(["f.workspace_id as workspaceId", "f.import_id as importId"])
    .where(STALE)
    .orderBy("f.created_at")
    .limit(limit)
    .execute();
}

/** Ends a running import that cannot go on, with its file; null when it has ended. */
export async function failImport(tx: TxCtx, importId: string): Promise<{ fileName: string } | null> {
  await dropFile(tx, importId);
  const row = await tx.db
    .updateTable("genesis.lead_imports")
    .set({ status: "failed" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .where("status", "=", "running")
    .returning("file_name as fileName")
    .executeTakeFirst();
  return row ?? null;
}

/** Ends a running import; false when it has ended. */
export async function cancelRunning(tx: TxCtx, importId: string): Promise<boolean> {
  await dropFile(tx, importId);
  const { numUpdatedRows } = await tx.db
    .updateTable("genesis.lead_imports")
    .set({ status: "cancelled" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .where("status", "=", "running")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Marks an ended import as undone and takes its list away; null unless there is one to undo. */
export async function closeUndone(tx: TxCtx, importId: string): Promise<{ fresh: string[] } | null> {
  const { numUpdatedRows } = await tx.db
    .updateTable("genesis.lead_imports")
    .set({ status: "undone" })
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .where("status", "in", ["done", "failed", "cancelled"])
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return null;
  const members = await tx.db
    .selectFrom("genesis.lead_list_members")
    .select("lead_id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("list_id", "=", importId)
    .where("is_new", "=", true)
    .execute();
  await tx.db
    .deleteFrom("genesis.lead_lists")
    .where("workspace_id", "=", tx.workspaceId)
    .where("id", "=", importId)
    .execute();
  return { fresh: members.map(({ lead_id }) => lead_id) };
}
