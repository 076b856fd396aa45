import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { aboutTask } from "./about-task";
import { TaskFinished, TaskStarted } from "./events";
import type { Task } from "./schemas";
import { updateTask } from "./store";
import { assertTransition } from "./transitions";

/** Ends a task that has nothing to verify, in the caller's transaction: finished, which is less than done. */
export async function endUnproven(tx: TxCtx, task: Task): Promise<void> {
  assertTransition(task.state, "finished");
  const why = "Nothing to verify.";
  await updateTask(tx, { id: task.id, from: task.state }, { state: "finished", why, closedAt: tx.now().toISOString() });
  await appendEvent(tx, TaskFinished, { ...aboutTask(task), why, verified: false }, { projectId: task.project_id });
}

/** Says of a task that its work is over and its evidence is looked at; it stays running until the checker decides. */
export async function awaitEvidence(tx: TxCtx, task: Task): Promise<void> {
  if (task.state === "running") return;
  assertTransition(task.state, "running");
  await updateTask(
    tx,
    { id: task.id, from: task.state },
    { state: "running", why: "Its evidence is checked.", closedAt: null },
  );
  await appendEvent(tx, TaskStarted, aboutTask(task), { projectId: task.project_id });
}
