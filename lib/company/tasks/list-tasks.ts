import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ListTasksQuery, Task } from "./schemas";
import { selectTasks } from "./store";

/** The tasks of a company, newest first. */
export async function listTasks(
  ctx: WorkspaceCtx,
  query: ListTasksQuery & { projectId: string },
): Promise<{ data: Task[]; next_cursor: string | null }> {
  requirePermission(ctx, "tasks.read");
  return withReadTransaction(ctx, (tx) => selectTasks(tx, query));
}
