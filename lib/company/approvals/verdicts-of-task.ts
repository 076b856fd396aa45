import type { TxCtx } from "@/lib/platform/transaction";
import type { ApprovalState } from "./schemas";
import { selectVerdictsOfTask } from "./store";

/** The states of the actions that belong to a task. */
export const verdictsOfTask = (tx: TxCtx, taskId: string): Promise<ApprovalState[]> => selectVerdictsOfTask(tx, taskId);
