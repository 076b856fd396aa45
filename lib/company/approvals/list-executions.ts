import type { TxCtx } from "@/lib/platform/transaction";
import type { ActionExecution } from "./schemas";
import { selectExecutions } from "./store-executions";

/** The attempts at carrying out an approval, the newest first. */
export const listExecutions = (tx: TxCtx, approvalId: string): Promise<ActionExecution[]> =>
  selectExecutions(tx, approvalId);
