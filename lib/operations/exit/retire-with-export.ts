import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { isRetirementDue } from "@/lib/operations/runtimes/is-retirement-due";
import { retireRuntime } from "@/lib/operations/runtimes/retire-runtime";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { ExportRequested } from "./events";
import { exportCompany } from "./export-company";
import { findExport, insertExport, selectExports } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** An archive as old as that still counts; after a failure it is tried again so much later. */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Takes a company's runtime away once its time of grace is over and an archive of the whole company is made: without one the runtime stays,
 * and it is tried again within the hour. Safe to repeat.
 */
export async function retireWithExport(ctx: JobCtx, { projectId }: ProjectRef): Promise<void> {
  requirePermission(ctx, "workspace.own");
  if (!(await isRetirementDue(ctx, { projectId }))) return;
  if (await hasExport(ctx, projectId)) await retireRuntime(ctx, { projectId });
}

async function hasExport(ctx: JobCtx, projectId: string): Promise<boolean> {
  const now = ctx.now().getTime();
  const made = await withReadTransaction(ctx, (tx) => selectExports(tx, projectId));
  const within = (ms: number) => made.filter(({ requested_at: at }) => now - Date.parse(at) < ms);
  if (within(DAY_MS).some(({ cause, status }) => cause === "retirement" && status === "ready")) return true;
  if (within(HOUR_MS).some(({ cause, status }) => cause === "retirement" && status === "failed")) return false;
  const exportId = await begin(ctx, projectId);
  if (exportId === null) return false;
  await exportCompany(ctx, { projectId, exportId });
  const ended = await withReadTransaction(ctx, (tx) => findExport(tx, { projectId, exportId }));
  return ended?.status === "ready";
}

/** An archive that a run which was killed began, or a new one; null while one is made for the owner. */
const begin = (ctx: JobCtx, projectId: string): Promise<string | null> =>
  withTransaction(ctx, async (tx) => {
    const wanted = { id: newId(), projectId, cause: "retirement", requestedBy: "runtime" } as const;
    const made = await insertExport(tx, wanted);
    if (!made) {
      const running = (await selectExports(tx, projectId)).find(({ status }) => status === "running");
      return running?.cause === "retirement" ? running.id : null;
    }
    await appendEvent(tx, ExportRequested, { exportId: made.id, cause: made.cause }, { projectId });
    return made.id;
  });
