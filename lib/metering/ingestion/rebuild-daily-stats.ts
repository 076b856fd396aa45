import { findTimeZone } from "@/lib/outreach/email/find-time-zone";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { patiently } from "@/lib/platform/patience";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { replaceDailyCosts } from "./store-daily-costs";
import { replaceDailyStats, lockWorkspace } from "./store-daily-stats";
import { replaceDailyKpis } from "./store-project-events";

/** As long as its job may take. */
const LONGEST_SECONDS = 600;

/**
 * Counts a workspace's events and model calls, and its companies' visits and payments, anew by the days of its time zone, after that
 * changed. Whoever reports meanwhile waits for it, so that nothing is counted twice or not at all. Safe to repeat.
 */
export async function rebuildDailyStats(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  // No event: the change of the time zone wrote its own; sums are not facts.
  const rebuild = async (tx: TxCtx): Promise<void> => {
    await lockWorkspace(tx);
    const timeZone = await findTimeZone(tx);
    await replaceDailyStats(tx, timeZone);
    await replaceDailyCosts(tx);
    await replaceDailyKpis(tx, timeZone);
  };
  await patiently(LONGEST_SECONDS, () => withTransaction(ctx, rebuild));
}
