import { requirePermission } from "@/lib/foundation/access/require-permission";
import { recountDailyStats } from "@/lib/metering/events/recount-daily-stats";
import { recountDailyCosts } from "@/lib/metering/spending/recount-daily-costs";
import { recountDailyKpis } from "@/lib/metering/website/recount-daily-kpis";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { patiently } from "@/lib/platform/patience";
import { withTransaction } from "@/lib/platform/transaction";

/** As long as its job may take. */
const LONGEST_SECONDS = 600;

/**
 * Counts a workspace's events, model calls, visits and payments anew by the days of its time zone, after the time zone changed. Reports
 * that arrive meanwhile wait, so each is counted exactly once. Safe to repeat.
 */
export async function rebuildDailyStats(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  // No event: the change of the time zone wrote its own; sums are not facts.
  await patiently(LONGEST_SECONDS, () =>
    withTransaction(ctx, async (tx) => {
      // First, because it waits until this transaction is alone in the workspace.
      await recountDailyStats(tx);
      await recountDailyKpis(tx);
      await recountDailyCosts(tx);
    }),
  );
}
