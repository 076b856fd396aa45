import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listOfTask } from "@/lib/company/approvals/list-of-task";
import { requireTask } from "@/lib/company/tasks/require-task";
import type { TaskRef } from "@/lib/company/tasks/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { TaskDetail } from "./schemas";
import { selectReceiptsOf } from "./store";

/** One task with the proposals that belong to it and the receipts of its own contract. */
export async function getTask(ctx: WorkspaceCtx, { taskId }: TaskRef): Promise<TaskDetail> {
  requirePermission(ctx, "tasks.read");
  return withReadTransaction(ctx, async (tx) => ({
    ...(await requireTask(tx, taskId)),
    approvals: await listOfTask(tx, taskId),
    receipts: await selectReceiptsOf(tx, { taskId }),
  }));
}
