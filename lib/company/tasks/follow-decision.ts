import type { z } from "zod";
import { verdictsOfTask } from "@/lib/company/approvals/verdicts-of-task";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutTask } from "./about-task";
import { TaskDismissed, TaskNeedsYou } from "./events";
import type { FollowDecision } from "./jobs";
import { requireTask } from "./require-task";
import { updateTask } from "./store";
import { TASK_TRANSITIONS } from "./transitions";

/** States in which a proposal leads to nothing any more. */
const CLOSED: ReadonlySet<string> = new Set(["denied", "expired"]);

/**
 * Wakes the task of a proposal that was denied or sent back: it closes when nothing else of it is open, and needs the founder, with the
 * note, when another version is asked for. Told once, however often it is repeated.
 */
export async function followDecision(
  ctx: WorkspaceCtx,
  { taskId, title, decision, note }: z.infer<typeof FollowDecision.payload>,
): Promise<void> {
  requirePermission(ctx, "tasks.write");

  await withTransaction(ctx, async (tx) => {
    const task = await requireTask(tx, taskId, { lock: true });
    const states = await verdictsOfTask(tx, taskId);
    const closes = states.every((one) => CLOSED.has(one));
    const state = closes ? "dismissed" : states.includes("revised") ? "needs_you" : null;
    if (state === null || !TASK_TRANSITIONS[task.state].includes(state)) return;
    const was = decision === "denied" ? "was denied" : "was sent back for another version";
    const why = `“${title}” ${was}${note ? `: ${note}` : "."}`.slice(0, 1000);
    const closedAt = closes ? tx.now().toISOString() : null;
    if (!(await updateTask(tx, { id: taskId, from: task.state }, { state, why, closedAt }))) return;
    const projectId = task.project_id;
    const event = closes ? TaskDismissed : TaskNeedsYou;
    // The note is a person's own words: the row keeps it, the ledger does not.
    await appendEvent(tx, event, { ...aboutTask(task), why: `“${title}” ${was}.` }, { projectId });
    if (closes) return;
    const asked = `The task “${task.title}” asks for another version: ${why}`;
    await notify(tx, [{ type: event.type, title: asked, data: { project_id: projectId, task_id: taskId } }]);
  });
}
