import type { TxCtx } from "@/lib/platform/transaction";
import type { Approval } from "./schemas";
import { selectOfTask } from "./store";

/** The proposals that belong to a task, the newest first. */
export const listOfTask = (tx: TxCtx, taskId: string): Promise<Approval[]> => selectOfTask(tx, taskId);
