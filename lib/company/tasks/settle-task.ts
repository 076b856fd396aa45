import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { ApprovalState, Verdict } from "@/lib/company/approvals/schemas";
import { asRole, type TxCtx } from "@/lib/platform/transaction";
import { aboutTask } from "./about-task";
import { TaskFailed, TaskFinished, TaskNeedsYou } from "./events";
import { judgeTask } from "./judge-task";
import { requireTask } from "./require-task";
import { updateTask } from "./store";
import { TASK_TRANSITIONS } from "./transitions";

type Settling = { taskId: string; evidence: readonly (ApprovalState | Verdict)[] };

/** Gives a task the state of its evidence, in the caller's transaction; nothing while something is still open. */
export async function settleTask(tx: TxCtx, { taskId, evidence }: Settling): Promise<void> {
  const judged = judgeTask(evidence);
  const task = await requireTask(tx, taskId, { lock: true });
  if (!judged || !TASK_TRANSITIONS[task.state].includes(judged.state)) return;
  const { state, why } = judged;
  const closedAt = state === "needs_you" ? null : tx.now().toISOString();
  await asRole(tx, "checker_role", () => updateTask(tx, { id: taskId, from: task.state }, { state, why, closedAt }));
  const about = { ...aboutTask(task), why };
  const projectId = task.project_id;
  if (state === "done") {
    await appendEvent(tx, TaskFinished, { ...about, verified: true }, { projectId });
    return;
  }
  const event = state === "failed" ? TaskFailed : TaskNeedsYou;
  await appendEvent(tx, event, about, { projectId });
  const title =
    state === "failed" ? `The task “${task.title}” is not done: ${why}` : `The task “${task.title}” needs you: ${why}`;
  await notify(tx, [{ type: event.type, title, data: { project_id: projectId, task_id: taskId } }]);
}
