import { requirePermission } from "@/lib/foundation/access/require-permission";
import { verdictsOfTask } from "@/lib/company/approvals/verdicts-of-task";
import { awaitEvidence, endUnproven } from "@/lib/company/tasks/end-unproven";
import { requireTask } from "@/lib/company/tasks/require-task";
import type { Task, TaskRef } from "@/lib/company/tasks/schemas";
import { settleTask } from "@/lib/company/tasks/settle-task";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { beginReceipt } from "./begin-receipt";

/**
 * Says that the work of a task is over. With a contract of its own a checker looks for the evidence, and with actions their receipts count:
 * only they make it done. With neither it ends as finished.
 */
export async function finishTask(ctx: WorkspaceCtx, { taskId }: TaskRef): Promise<Task> {
  requirePermission(ctx, "tasks.write");

  // No event: awaitEvidence, endUnproven and settleTask append it.
  return withTransaction(ctx, async (tx) => {
    const task = await requireTask(tx, taskId, { lock: true });
    const evidence = await verdictsOfTask(tx, taskId);
    if (task.contract === null && evidence.length === 0) {
      await endUnproven(tx, task);
      return requireTask(tx, taskId);
    }
    await awaitEvidence(tx, task);
    if (task.contract === null) {
      await settleTask(tx, { taskId, evidence });
      return requireTask(tx, taskId);
    }
    const { project_id: projectId, title, contract } = task;
    await beginReceipt(tx, {
      projectId,
      taskId,
      actionType: `task.${contract["check"]}`,
      title,
      contract,
      lookAfter: 0,
    });
    return requireTask(tx, taskId);
  });
}
