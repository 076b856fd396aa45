import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { selectTimeZone } from "./store-attribution";
import { replaceDailyCosts } from "./store-daily-costs";
import { replaceDailyStats } from "./store-daily-stats";

/**
 * Counts a workspace's events and model calls anew by the days of its time zone, after that changed. Whoever reports meanwhile waits for
 * it, so that nothing is counted twice or not at all. Safe to repeat.
 */
export async function rebuildDailyStats(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  // No event: the change of the time zone wrote its own; sums are not facts.
  await withTransaction(ctx, async (tx) => {
    // First, because it waits until nobody else is in the workspace.
    await replaceDailyStats(tx, await selectTimeZone(tx));
    await replaceDailyCosts(tx);
  });
}
