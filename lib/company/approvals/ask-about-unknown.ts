import { requirePermission } from "@/lib/foundation/access/require-permission";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requireApproval } from "./require-approval";
import { updateAsked } from "./store-executions";

/** After this long an outcome that could not be looked up is the founder's to tell. */
const ASK_AFTER_MS = 15 * 60_000;

/** Asks the founders, once, what became of an attempt that nobody could look up for 15 minutes. */
export async function askAboutUnknown(
  ctx: WorkspaceCtx,
  { approvalId, startedAt }: { approvalId: string; startedAt: string },
): Promise<void> {
  requirePermission(ctx, "approvals.write");
  if (Date.parse(startedAt) + ASK_AFTER_MS > ctx.now().getTime()) return;

  // No event: that it is unknown was one.
  await withTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const { title, project_id: projectId } = await requireApproval(tx, approvalId, { lock: true });
    if (!(await updateAsked(tx, approvalId))) return;
    const question = `Did “${title}” happen? It could not be looked up. Say that it did, or try it again.`;
    await notify(tx, [
      { type: "approval.unknown", title: question, data: { project_id: projectId, approval_id: approvalId } },
    ]);
  });
}
