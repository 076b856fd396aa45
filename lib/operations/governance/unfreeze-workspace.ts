import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { unfreezeAccess } from "@/lib/foundation/workspaces/unfreeze-access";
import { actInWorkspace, nameOf } from "./act-in-workspace";
import { WorkspaceUnfrozen } from "./events";
import { AllowRuns, RestoreWorkflows } from "./jobs";
import type { Freeze, UnfreezeWorkspace } from "./schemas";
import { findFreeze, liftFreeze } from "./store";

/**
 * Lifts the freeze: the doors open, a new webhook token is issued and put into n8n, held jobs run. The workflows stay unpublished, and
 * what publishes or starts any waits, unless `restore_workflows` confirms that exactly those published before shall be again. 409
 * `workspace.not_frozen` when it is not frozen.
 */
export async function unfreezeWorkspace(
  ctx: AdminCtx,
  { workspace_id, reason, restore_workflows }: UnfreezeWorkspace,
): Promise<Freeze> {
  requireAdmin(ctx);

  // No permission: an administrator needs none of the workspace's own.
  return withAccessChange(actInWorkspace(ctx, workspace_id), async (tx) => {
    const lifting = { by: ctx.user.userId, reason, restoreWorkflows: restore_workflows };
    const ended = await liftFreeze(tx, lifting);
    // Unpublished workflows stay unpublished until an administrator confirms, even if a deployment runs meanwhile.
    const holdWorkflows = ended !== null && ended.unpublished > 0 && !restore_workflows;
    const opened = ended && (await unfreezeAccess(tx, { holdWorkflows }));
    if (!ended || !opened) return refuse(tx);
    const { freezeId } = ended;
    const { heldJobs, tokenId, lastFour } = opened;
    await appendEvent(tx, WorkspaceUnfrozen, { freezeId, reason, heldJobs, restoreWorkflows: restore_workflows });
    await enqueue(tx, AllowRuns, { workspaceId: tx.workspaceId, freezeId });
    await enqueue(tx, RefreshCredentials, { workspaceId: tx.workspaceId });
    if (restore_workflows) await enqueue(tx, RestoreWorkflows, { workspaceId: tx.workspaceId, freezeId });
    const lifted = await getLifted(tx, freezeId);
    await recordAudit(tx, {
      action: "workspace.unfrozen",
      target: { type: "workspace", id: tx.workspaceId },
      reason,
      before: { status: "frozen", reason: lifted.reason },
      after: {
        status: "active",
        restore_workflows,
        workflows_held: holdWorkflows,
        held_jobs: heldJobs,
        webhook: { id: tokenId, last_four: lastFour },
      },
    });
    return lifted;
  });
}

async function getLifted(tx: TxCtx, freezeId: string): Promise<Freeze> {
  const row = await findFreeze(tx, freezeId);
  if (row) return row.shown;
  throw new AppError("internal", "The freeze was not stored.", { code: "freeze.lost" });
}

async function refuse(tx: TxCtx): Promise<never> {
  throw new AppError("conflict", `“${await nameOf(tx)}” is not frozen.`, { code: "workspace.not_frozen" });
}
