import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { SyncCampaign } from "./jobs";
import { selectPutAway } from "./store";

/** How long n8n keeps the workflows of an archived campaign. */
export const KEPT_DAYS = 30;
/** A night; the rest follows in the next. */
const MOST = 1_000;

/** Enqueues the job of each archived campaign whose workflows n8n has kept for thirty days; answers how many. */
export async function sweepPutAway({ requestId, db, now }: SystemCtx): Promise<number> {
  const ctx = { requestId, db, now };
  const before = new Date(now().getTime() - KEPT_DAYS * 86_400_000);
  const due = await withServiceTransaction(ctx, (tx) => selectPutAway(tx, before, MOST));
  for (const campaign of due) await withServiceTransaction(ctx, (tx) => enqueue(tx, SyncCampaign, campaign));
  return due.length;
}
