import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { ProbeRuntime, RetireRuntime } from "./jobs";
import { selectWatched } from "./store";
import { sweepProvisioning } from "./sweep-provisioning";

const PAGE = 500;

/**
 * Sees to every attempt under way, and enqueues a probe of every runtime that is active, or was until it failed, and the end of each whose
 * time of grace is over.
 */
export async function sweepRuntimes({ requestId, db, now }: SystemCtx): Promise<void> {
  const ctx = { requestId, db, now };
  await sweepProvisioning(ctx);
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const page = await withServiceTransaction(ctx, async (tx) => {
      const found = await selectWatched(tx, { after: from, limit: PAGE });
      for (const { isRetiring, ...of } of found) await enqueue(tx, isRetiring ? RetireRuntime : ProbeRuntime, of);
      return found;
    });
    after = page.at(-1)?.projectId ?? null;
    if (page.length < PAGE) return;
  }
}
