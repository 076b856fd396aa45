import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireReceipt } from "./require-receipt";
import type { ReceiptDetail, ReceiptRef } from "./schemas";
import { selectChecks } from "./store";

/** One receipt with each look of the checker and its evidence. */
export async function getReceipt(ctx: WorkspaceCtx, { receiptId }: ReceiptRef): Promise<ReceiptDetail> {
  requirePermission(ctx, "approvals.read");
  return withReadTransaction(ctx, async (tx) => ({
    ...(await requireReceipt(tx, receiptId)),
    history: await selectChecks(tx, receiptId),
  }));
}
