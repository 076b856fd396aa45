import { AppError } from "@/lib/platform/errors";
import type { TaskState } from "./schemas";

export const TASK_TRANSITIONS: Record<TaskState, readonly TaskState[]> = {
  proposed: ["accepted", "dismissed"],
  accepted: ["running", "done", "finished", "failed", "needs_you", "dismissed"],
  running: ["done", "finished", "failed", "needs_you", "dismissed"],
  needs_you: ["accepted", "running", "done", "finished", "failed", "dismissed"],
  // A later look finds the opposite: the page came back, or went.
  done: ["failed", "needs_you"],
  failed: ["done", "running", "dismissed", "needs_you"],
  finished: [],
  dismissed: [],
};

/** Throws `task.illegal_transition` unless a task in `from` may become `to`. */
export function assertTransition(from: TaskState, to: TaskState): void {
  if (TASK_TRANSITIONS[from].includes(to)) return;
  throw new AppError("conflict", `This task is ${from} and cannot become ${to}.`, {
    code: "task.illegal_transition",
    details: { state: from },
  });
}
