import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { deleteBeatsBefore } from "./store-instances";

const KEPT_MS = 30 * 86_400_000;

/** Forgets what machines reported more than thirty days ago; their alerts and repairs stay. Answers how many lines. */
export async function forgetBeats({ requestId, db, now }: SystemCtx): Promise<number> {
  // No permission: a sweep by the clock.
  // No event: a machine belongs to no company.
  return withServiceTransaction({ requestId, db, now }, (tx) =>
    deleteBeatsBefore(tx, new Date(tx.now().getTime() - KEPT_MS)),
  );
}
