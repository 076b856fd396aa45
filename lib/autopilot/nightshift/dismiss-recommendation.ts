import { requirePermission } from "@/lib/foundation/access/require-permission";
import { changeTask } from "@/lib/company/tasks/change-task";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requireOpen } from "./require-open";
import type { DismissRecommendation, Recommendation, RecommendationRef } from "./schemas";
import { findRecommendation, updateDecided } from "./store-recommendations";

/** Says no to a recommendation: the same is not recommended again for 90 days, unless something new of its kind happens. */
export async function dismissRecommendation(
  ctx: WorkspaceCtx,
  { reason, ...ref }: RecommendationRef & DismissRecommendation,
): Promise<Recommendation> {
  requirePermission(ctx, "approvals.decide");
  // No event: changeTask appends that of the dismissed task, with this recommendation and the reason.
  return withTransaction(ctx, async (tx) => {
    const { task_id: taskId } = await requireOpen(tx, ref);
    if (taskId) await changeTask(tx, { taskId, state: "dismissed", note: reason });
    const decidedBy = actorId(tx.actor);
    await updateDecided(tx, ref.recommendationId, { state: "dismissed", reason, decidedBy, approvalId: null });
    return (await findRecommendation(tx, ref)) as Recommendation;
  });
}
