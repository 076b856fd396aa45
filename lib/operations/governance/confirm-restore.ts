import { recordAudit } from "@/lib/foundation/audit/record-audit";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { releaseWorkflows } from "@/lib/foundation/workspaces/release-workflows";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { actInWorkspace } from "./act-in-workspace";
import { RestoreWorkflows } from "./jobs";
import type { Freeze, WorkspaceNamed } from "./schemas";
import { confirmRestoration, findNewestFreeze } from "./store";

/**
 * Confirms after an unfreeze that the workflows which were published before shall be again; what waited for that runs. Asked twice it
 * happens once; after one that could not publish everything it is tried again. 409 `workspace.frozen` while frozen, `freeze.restored` when
 * there is nothing left.
 */
export async function confirmRestore(ctx: AdminCtx, { workspace_id }: WorkspaceNamed): Promise<Freeze> {
  requireAdmin(ctx);

  // No permission: an administrator needs none of the workspace's own.
  // No event: the restoration writes one when it is done.
  return withTransaction(actInWorkspace(ctx, workspace_id), async (tx) => {
    const { id: freezeId, published_before } = await getRestorable(tx);
    await confirmRestoration(tx, freezeId, ctx.user.userId);
    await enqueue(tx, RestoreWorkflows, { workspaceId: tx.workspaceId, freezeId });
    const heldJobs = await releaseWorkflows(tx);
    const confirmed = await getRestorable(tx);
    await recordAudit(tx, {
      action: "freeze.restore_confirmed",
      target: { type: "freeze", id: freezeId },
      after: { workflows: published_before, held_jobs: heldJobs },
    });
    return confirmed;
  });
}

async function getRestorable(tx: TxCtx): Promise<Freeze> {
  const freeze = await findNewestFreeze(tx);
  if (!freeze) throw new AppError("not_found", "This workspace was never frozen.", { code: "freeze.not_found" });
  if (!freeze.unfrozen_at) {
    throw new AppError("conflict", "The workspace is frozen. Lift the freeze first.", { code: "workspace.frozen" });
  }
  if (freeze.restored_at && freeze.restore_result?.every(({ published }) => published)) {
    throw new AppError("conflict", "The workflows of this freeze were restored already.", { code: "freeze.restored" });
  }
  return freeze;
}
