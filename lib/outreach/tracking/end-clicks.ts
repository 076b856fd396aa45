import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import { ReportClicks } from "./jobs";
import { findUnreported, setReported } from "./store-clicks";

/** These clicks are judged; a job follows for those that are not yet. In the caller's transaction, who has checked the permission. */
export async function endClicks(tx: TxCtx, judged: readonly { id: string; machine: string | null }[]): Promise<void> {
  if (judged.length > 0) await setReported(tx, judged);
  if ((await findUnreported(tx)) !== null) await enqueue(tx, ReportClicks, { workspaceId: tx.workspaceId });
}
