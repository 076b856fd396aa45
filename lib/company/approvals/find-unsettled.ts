import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { contentHash } from "./content-hash";
import type { Sealed } from "./define-action";
import { markUnknown } from "./mark-unknown";
import { requireApproval } from "./require-approval";
import type { Json, StoredApproval } from "./schemas";
import { findLatestExecution, type RunningExecution } from "./store-executions";
import { findVersion } from "./store-versions";

/** An attempt that is still running after this long has lost its process: its job may take two minutes. */
export const LOST_AFTER_MS = 180_000;

export type Unsettled = {
  approval: StoredApproval;
  execution: RunningExecution;
  sealed: Sealed<Json>;
  isIntact: boolean;
};

/**
 * The newest attempt at an approval if its outcome is unknown, also because its process died; null otherwise. `isIntact`: its bytes are
 * still those that were approved.
 */
export async function findUnsettled(
  ctx: WorkspaceCtx,
  { approvalId }: { approvalId: string },
): Promise<Unsettled | null> {
  requirePermission(ctx, "approvals.write");

  // No event: markUnknown appends it.
  return withTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const approval = await requireApproval(tx, approvalId, { lock: true });
    const execution = await findLatestExecution(tx, approvalId);
    if (!execution) return null;
    const isLost = Date.parse(execution.startedAt) + LOST_AFTER_MS <= tx.now().getTime();
    if (approval.state === "executing" && isLost) {
      await markUnknown(tx, approval, "The process that carried it out ended in the middle.");
    } else if (approval.state !== "unknown") {
      return null;
    }
    const stored = await findVersion(tx, { approvalId, version: execution.version });
    if (!stored) throw new Error(`Version ${execution.version} of the proposal ${approvalId} is not there.`);
    return { approval, execution, sealed: stored.sealed, isIntact: contentHash(stored.sealed) === stored.hash };
  });
}
