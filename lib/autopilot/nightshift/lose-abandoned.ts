import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { NightshiftFailed } from "./events";
import { LIMITS } from "./limits";
import { endAbandoned } from "./store-runs";

const WHY = "It was interrupted and did not come to an end.";

/** Ends the runs of a company that no worker goes on with, each with its line in the ledger, in the caller's transaction. */
export async function loseAbandoned(tx: TxCtx, { projectId }: { projectId: string }): Promise<void> {
  const before = new Date(tx.now().getTime() - LIMITS.abandonedSeconds * 1000).toISOString();
  for (const { id, mode, position } of await endAbandoned(tx, { projectId, before, why: WHY }))
    await appendEvent(tx, NightshiftFailed, { run_id: id, mode, position, why: WHY }, { projectId });
}
