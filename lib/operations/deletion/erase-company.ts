import { listAssets } from "@/lib/company/assets/list-assets";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { removePublished } from "@/lib/company/publishing/remove-published";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { awaitDrained } from "@/lib/operations/governance/await-drained";
import { removeExports } from "@/lib/operations/exit/remove-exports";
import { removeRuntime } from "@/lib/operations/runtimes/remove-runtime";
import { removeEngine } from "@/lib/operations/ignition/remove-engine";
import { eraseNextLeads } from "@/lib/outreach/leads/erase-next-leads";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { patiently } from "@/lib/platform/patience";
import { withReadTransaction, withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { CompanyErased } from "./events";
import type { CompanyDeletion } from "./schemas";
import { addErased, callCountRows, callEraseCompany, findDeletion, updateDeletion } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

const LEADS_A_COMMIT = 200;
const PATIENCE_SECONDS = 240;

/**
 * Erases a deleted company, once no request from before is under way: its leads in lots that each commit with the progress, its files,
 * everything else about people, then its engine. Killed at any point, the next run goes on; while a part cannot be done the deletion says
 * why and stays open.
 */
export async function eraseCompany(ctx: JobCtx): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const deletion = await withReadTransaction(ctx, findDeletion);
  if (!deletion || deletion.done_at !== null) return;

  await eraseAll(ctx, deletion).catch((error: unknown) => sayWhy(ctx, error));
  await withTransaction(ctx, async (tx) => {
    const now = tx.now().toISOString();
    const isFirst = await updateDeletion(tx, { engine_cleared_at: now, done_at: now, last_error: null });
    if (!isFirst) return;
    const { project_id: projectId, name } = deletion;
    const ended = await findDeletion(tx);
    const counts = Object.values(ended?.receipt?.erased ?? {});
    const rows = counts.reduce((sum, count) => sum + count, 0);
    const leads = ended?.leads_erased ?? 0;
    await appendEvent(tx, CompanyErased, { projectId, name, leads, rows, tables: counts.length }, { projectId });
  });
}

async function eraseAll(ctx: JobCtx, deletion: CompanyDeletion): Promise<void> {
  await awaitDrained(ctx);
  if (deletion.receipt === null) await noteRows(ctx);
  await eraseLeads(ctx);
  await removeFiles(ctx, deletion);
  if (deletion.data_erased_at === null) await eraseData(ctx);
  await removeEngine(ctx);
  await proveErased(ctx);
}

const countRows = ({ workspaceId, requestId, db, now }: JobCtx): Promise<Record<string, number>> =>
  patiently(PATIENCE_SECONDS, () =>
    withServiceTransaction({ requestId, db, now }, (tx) => callCountRows(tx, workspaceId)),
  );

/** Before the first row goes: the receipt says how many there were. */
async function noteRows(ctx: JobCtx): Promise<void> {
  const erased = await countRows(ctx);
  // No event: one line says it at the end.
  await withTransaction(ctx, (tx) =>
    updateDeletion(tx, { receipt: JSON.stringify({ erased, left: null, proved_at: null }) }),
  );
}

/** Counts again: a row that is left keeps the deletion open, and the next run erases once more. */
async function proveErased(ctx: JobCtx): Promise<void> {
  const left = Object.entries(await countRows(ctx)).filter(([, count]) => count > 0);
  if (left.length > 0) {
    // No event: one line says it at the end.
    await withTransaction(ctx, (tx) => updateDeletion(tx, { data_erased_at: null }));
    throw new AppError("unavailable", `Rows are left in ${left.map(([table]) => table).join(", ")}.`, {
      code: "deletion.rows_left",
    });
  }
  // No event: one line says it at the end.
  await withTransaction(ctx, async (tx) => {
    const erased = (await findDeletion(tx))?.receipt?.erased ?? {};
    await updateDeletion(tx, { receipt: JSON.stringify({ erased, left: 0, proved_at: tx.now().toISOString() }) });
  });
}

/** Keeps the reason for the person who waits, and ends the run with it. */
async function sayWhy(ctx: JobCtx, error: unknown): Promise<never> {
  if (error instanceof AppError) {
    const said = `It is not done yet: ${error.message} It is tried again every minute.`;
    await withTransaction(ctx, (tx) => updateDeletion(tx, { last_error: said.slice(0, 1000) }));
  }
  throw error;
}

async function eraseLeads(ctx: JobCtx): Promise<void> {
  let erased: number;
  do {
    ctx.signal.throwIfAborted();
    // No event: one line says how many at the end.
    erased = await withTransaction(ctx, async (tx) => {
      const count = await eraseNextLeads(tx, LEADS_A_COMMIT);
      if (count > 0) await addErased(tx, count);
      return count;
    });
  } while (erased > 0);
}

async function removeFiles(ctx: JobCtx, { project_id: projectId }: CompanyDeletion): Promise<void> {
  for (;;) {
    const { data } = await listAssets(ctx, { projectId, limit: 100 });
    if (data.length === 0) break;
    for (const { id: assetId } of data) await removeAsset(ctx, { projectId, assetId });
  }
  await removeRuntime(ctx, { projectId });
  await removePublished(ctx, { projectId });
  await removeExports(ctx, { projectId });
}

const eraseData = ({ workspaceId, ...ctx }: JobCtx): Promise<void> =>
  patiently(PATIENCE_SECONDS, async () => {
    await withServiceTransaction(ctx, (tx) => callEraseCompany(tx, workspaceId));
    // No event: one line says it at the end.
    await withTransaction({ workspaceId, ...ctx }, (tx) =>
      updateDeletion(tx, { data_erased_at: tx.now().toISOString(), last_error: null }),
    );
  });
