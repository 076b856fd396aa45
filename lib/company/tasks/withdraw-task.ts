import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutTask } from "./about-task";
import { TaskDismissed } from "./events";
import { requireTask } from "./require-task";
import { updateTask } from "./store";

/** Takes back a proposed task whose reason is gone, in the caller's transaction; one that a person decided about stays. */
export async function withdrawTask(tx: TxCtx, { taskId, why }: { taskId: string; why: string }): Promise<void> {
  const task = await requireTask(tx, taskId, { lock: true });
  if (task.state !== "proposed") return;
  const closedAt = tx.now().toISOString();
  await updateTask(tx, { id: taskId, from: task.state }, { state: "dismissed", why, closedAt });
  await appendEvent(tx, TaskDismissed, { ...aboutTask(task), why }, { projectId: task.project_id });
}
