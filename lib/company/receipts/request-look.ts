import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { CheckReceipt } from "./jobs";
import { selectReceiptsOf } from "./store";

/** Has the checker look at an action's receipt now, because news came; its planned looks stay. Nothing when there is no receipt. */
export async function requestLook(tx: TxCtx, { approvalId }: { approvalId: string }): Promise<void> {
  const [receipt] = await selectReceiptsOf(tx, { approvalId });
  if (receipt) await enqueue(tx, CheckReceipt, { workspaceId: tx.workspaceId, receiptId: receipt.id });
}
