import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { aboutTask } from "./about-task";
import { TaskAccepted, TaskDismissed, TaskStarted } from "./events";
import { requireTask } from "./require-task";
import type { ChangeTask, Task, TaskRef } from "./schemas";
import { updateTask } from "./store";
import { assertTransition } from "./transitions";

type Change = TaskRef & { state: Exclude<ChangeTask["state"], "finished">; note?: string };

/** Accepts, starts or dismisses a task. A proposal is accepted by a person only: 403 `task.person_needed`. */
export async function changeTask(ctx: WorkspaceCtx, { taskId, state, note }: Change): Promise<Task> {
  requirePermission(ctx, "tasks.write");

  return withTransaction(ctx, async (tx) => {
    const task = await requireTask(tx, taskId, { lock: true });
    if (task.state === "proposed" && ctx.actor.type !== "user") {
      throw new AppError("forbidden", "Only a signed-in member accepts or dismisses a proposed task.", {
        code: "task.person_needed",
      });
    }
    assertTransition(task.state, state);
    const why = note ?? null;
    const closedAt = state === "dismissed" ? tx.now().toISOString() : null;
    await updateTask(tx, { id: taskId, from: task.state }, { state, why, closedAt });
    const about = aboutTask(task);
    const projectId = task.project_id;
    if (state === "accepted") await appendEvent(tx, TaskAccepted, about, { projectId });
    if (state === "running") await appendEvent(tx, TaskStarted, about, { projectId });
    if (state === "dismissed") await appendEvent(tx, TaskDismissed, { ...about, why }, { projectId });
    return requireTask(tx, taskId);
  });
}
