import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { ProbeRuntime } from "./jobs";
import { selectWatched } from "./store";

const PAGE = 500;
const PROBED = ["active", "unhealthy"] as const;

/** Enqueues a probe of every runtime that is active, or was until it failed. */
export async function sweepRuntimes({ requestId, db, now }: SystemCtx): Promise<void> {
  const ctx = { requestId, db, now };
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const page = await withServiceTransaction(ctx, async (tx) => {
      const found = await selectWatched(tx, { statuses: PROBED, after: from, limit: PAGE });
      for (const of of found) await enqueue(tx, ProbeRuntime, of);
      return found;
    });
    after = page.at(-1)?.projectId ?? null;
    if (page.length < PAGE) return;
  }
}
