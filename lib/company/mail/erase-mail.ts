import { RemoveBytes } from "@/lib/company/assets/jobs";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { EmailErased } from "./events";
import { callEraseMailOfLeads } from "./store-erasure";

/**
 * Erases the mail of people who are about to be erased, with its attachments, in the caller's transaction. The ledger says how much, not
 * whose. The caller has checked the permission.
 */
export async function eraseMail(tx: TxCtx, leadIds: readonly string[]): Promise<void> {
  for (const { projectId, conversations, messages, assets } of await callEraseMailOfLeads(tx, leadIds)) {
    await appendEvent(tx, EmailErased, { conversations, messages, files: assets.length }, { projectId });
    for (const assetId of assets) await enqueue(tx, RemoveBytes, { workspaceId: tx.workspaceId, projectId, assetId });
  }
}
