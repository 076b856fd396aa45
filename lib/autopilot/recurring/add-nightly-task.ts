import type { TxCtx } from "@/lib/platform/transaction";
import { callAddNightlyTask } from "./store";

/** Gives a company its nightly look in the caller's transaction, unless it has, or had, one. The caller checks the permission; the database writes `recurring.created`. */
export const addNightlyTask = (tx: TxCtx, { projectId }: { projectId: string }): Promise<void> =>
  callAddNightlyTask(tx, projectId);
