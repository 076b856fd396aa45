import { isUuid } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { noSuchRun } from "./no-such-run";
import type { ExecutionRef } from "./schemas";
import { findRun, findRunOfExecution, type StoredRun } from "./store";

/** A run of the workspace by its own id or its execution's. 404 `sandbox.run_not_found`. */
export async function findExecution(tx: TxCtx, { executionId }: ExecutionRef): Promise<StoredRun> {
  // No permission: the callers asked; a part of their transactions.
  const run = isUuid(executionId) ? await findRun(tx, executionId) : await findRunOfExecution(tx, executionId);
  if (run) return run;
  throw noSuchRun();
}
