import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { DoRun } from "./jobs";

/** Commits the job of a run with the caller's transaction, once for each key. */
export const handOut = (tx: TxCtx, { id: runId, key }: { id: string; key: string }): Promise<void> =>
  enqueue(tx, DoRun, { workspaceId: tx.workspaceId, runId, key });
