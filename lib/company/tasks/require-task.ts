import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Task } from "./schemas";
import { findTask } from "./store";

/** A task of this workspace; 404 `task.not_found`. */
export async function requireTask(tx: TxCtx, taskId: string, options: { lock?: boolean } = {}): Promise<Task> {
  const found = await findTask(tx, taskId, options);
  if (!found) throw new AppError("not_found", "There is no such task here.", { code: "task.not_found" });
  return found;
}
