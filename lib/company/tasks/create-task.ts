import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { originOf } from "@/lib/company/approvals/origin-of";
import { getProject } from "@/lib/company/projects/get-project";
import { aboutTask } from "./about-task";
import { TaskAccepted, TaskProposed } from "./events";
import { requireTask } from "./require-task";
import type { CreateTask, Task } from "./schemas";
import { findTask, insertTask } from "./store";

/**
 * Writes a task down. A person's own is accepted at once; one from a key, an agent or a job is proposed first. With `taskId`, the id of what
 * it follows from, once.
 */
export async function createTask(
  ctx: WorkspaceCtx,
  task: CreateTask & { projectId: string; recommendationId?: string; taskId?: string },
): Promise<Task> {
  requirePermission(ctx, "tasks.write");
  const { projectId, title, description, contract } = task;
  const origin = originOf(ctx.actor);
  const isPerson = origin === "founder";

  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const known = task.taskId === undefined ? null : await findTask(tx, task.taskId);
    if (known) return known;
    const id = task.taskId ?? newId();
    await insertTask(tx, {
      id,
      projectId,
      title,
      description,
      contract: contract ?? null,
      agent: isPerson ? "founder" : (actorId(ctx.actor) ?? ctx.actor.type),
      origin,
      state: isPerson ? "accepted" : "proposed",
      recommendationId: task.recommendationId ?? null,
      createdBy: actorId(ctx.actor),
    });
    const created = await requireTask(tx, id);
    await appendEvent(tx, TaskProposed, aboutTask(created), { projectId });
    if (isPerson) await appendEvent(tx, TaskAccepted, aboutTask(created), { projectId });
    return created;
  });
}
