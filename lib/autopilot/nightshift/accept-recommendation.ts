import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ProposeAction } from "@/lib/company/approvals/schemas";
import { changeTask } from "@/lib/company/tasks/change-task";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requireOpen } from "./require-open";
import type { Recommendation, RecommendationRef } from "./schemas";
import { findRecommendation, updateDecided } from "./store-recommendations";

/**
 * Accepts a recommendation as a person: its task is accepted, and its action, if it has one, is staged for an approval of its exact bytes.
 * One that a shadow night made stages nothing. 409 `recommendation.decided` for one that is not open any more.
 */
export async function acceptRecommendation(ctx: WorkspaceCtx, ref: RecommendationRef): Promise<Recommendation> {
  requirePermission(ctx, "approvals.decide");
  const { projectId, recommendationId } = ref;
  // No event: changeTask appends that of the accepted task, with this recommendation.
  return withTransaction(ctx, async (tx) => {
    const { task_id: taskId, action_draft, mode, key } = await requireOpen(tx, ref);
    if (taskId) await changeTask(tx, { taskId, state: "accepted" });
    const wanted = action_draft !== null && mode === "live" ? ProposeAction.parse(action_draft) : null;
    const staged = wanted
      ? await proposeAction(tx, { ...wanted, projectId, task_id: taskId ?? undefined, dedupe_key: `nightshift:${key}` })
      : null;
    const decidedBy = actorId(tx.actor);
    await updateDecided(tx, recommendationId, {
      state: "accepted",
      reason: null,
      decidedBy,
      approvalId: staged?.id ?? null,
    });
    return (await findRecommendation(tx, ref)) as Recommendation;
  });
}
