import { sql, type UpdateObject } from "kysely";
import type { Tables } from "@/lib/platform/db";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { CompanyDeletion, DeletionReceipt } from "./schemas";

const DELETION = [
  "project_id",
  "name",
  "requested_at",
  "leads_total",
  "leads_erased",
  "data_erased_at",
  "engine_cleared_at",
  "last_error",
  "receipt",
  "done_at",
] as const;

type NewDeletion = { projectId: string; name: string; requestedBy: string; leads: number };

export async function insertDeletion(tx: TxCtx, deletion: NewDeletion): Promise<CompanyDeletion> {
  const row = await tx.db
    .insertInto("company_deletions")
    .values({
      workspace_id: tx.workspaceId,
      project_id: deletion.projectId,
      name: deletion.name,
      requested_by: deletion.requestedBy,
      requested_at: tx.now().toISOString(),
      leads_total: deletion.leads,
    })
    .returning(DELETION)
    .executeTakeFirstOrThrow();
  return CompanyDeletion.parse(row);
}

export async function findDeletion(tx: TxCtx): Promise<CompanyDeletion | null> {
  const row = await tx.db
    .selectFrom("company_deletions")
    .select(DELETION)
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row ? CompanyDeletion.parse(row) : null;
}

type Change = UpdateObject<Tables, "company_deletions", "company_deletions">;

/** Changes a deletion that is not done; false, and nothing changes, when it is. */
export async function updateDeletion(tx: TxCtx, change: Change): Promise<boolean> {
  const row = await tx.db
    .updateTable("company_deletions")
    .set(change)
    .where("workspace_id", "=", tx.workspaceId)
    .where("done_at", "is", null)
    .returning("workspace_id")
    .executeTakeFirst();
  return row !== undefined;
}

export const addErased = (tx: TxCtx, count: number): Promise<boolean> =>
  updateDeletion(tx, { leads_erased: sql<number>`leads_erased + ${count}::int`, last_error: null });

/** How many rows the workspace has in each table that its erasure empties. */
export async function callCountRows(tx: ServiceTx, workspaceId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ counts: unknown }>`
    select genesis.count_company_rows(${workspaceId}::uuid) as counts`.execute(tx.db);
  return DeletionReceipt.shape.erased.parse(rows[0]?.counts);
}

export async function callEraseCompany(tx: ServiceTx, workspaceId: string): Promise<void> {
  await sql`select genesis.erase_company(${workspaceId}::uuid)`.execute(tx.db);
}

/** Newest first: those under way, and those that ended within a day. */
export async function selectDeletionsOf(tx: ServiceTx, userId: string): Promise<CompanyDeletion[]> {
  const now = tx.now().toISOString();
  const rows = await tx.db
    .selectFrom("company_deletions as deletion")
    .select(DELETION.map((column) => `deletion.${column}` as const))
    .where("deletion.requested_by", "=", userId)
    .where(({ or, eb }) =>
      or([
        eb("deletion.done_at", "is", null),
        eb("deletion.done_at", ">", sql<string>`${now}::timestamptz - interval '1 day'`),
      ]),
    )
    .orderBy("deletion.requested_at", "desc")
    .limit(20)
    .execute();
  return rows.map((row) => CompanyDeletion.parse(row));
}

export async function selectUnfinished(tx: ServiceTx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("company_deletions")
    .select("workspace_id")
    .where("done_at", "is", null)
    .orderBy("requested_at")
    .execute();
  return rows.map((row) => row.workspace_id);
}
