import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { RecheckFreeze } from "./jobs";
import { findNewestFreeze } from "./store";

/** Has the workspace's open freeze carried out and proven anew, in the caller's transaction; nothing when none is open. */
export async function recheckOpenFreeze(tx: TxCtx): Promise<void> {
  const freeze = await findNewestFreeze(tx);
  if (freeze && freeze.unfrozen_at === null)
    await enqueue(tx, RecheckFreeze, { workspaceId: tx.workspaceId, freezeId: freeze.id });
}
