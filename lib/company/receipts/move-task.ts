import { requirePermission } from "@/lib/foundation/access/require-permission";
import { changeTask } from "@/lib/company/tasks/change-task";
import type { ChangeTask, Task, TaskRef } from "@/lib/company/tasks/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { finishTask } from "./finish-task";

/** Moves a task on as a person says. `finished` does not make it done: where there is evidence, the checker decides. */
export async function moveTask(ctx: WorkspaceCtx, { taskId, state, note }: TaskRef & ChangeTask): Promise<Task> {
  requirePermission(ctx, "tasks.write");
  return state === "finished" ? finishTask(ctx, { taskId }) : changeTask(ctx, { taskId, state, note });
}
