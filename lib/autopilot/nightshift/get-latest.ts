import { listRecurring } from "@/lib/autopilot/recurring/list-recurring";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { calibrationOf } from "./calibration";
import { LIMITS } from "./limits";
import { settingsOf } from "./mode-of";
import type { Latest } from "./schemas";
import { countDecisions, selectOfRun, selectScored } from "./store-recommendations";
import { countNights, findNewestRun, findRunning, selectRuns } from "./store-runs";
import { findSettings } from "./store-settings";

const HISTORY = 14;
/** The recurring task that every company has from its beginning: a trigger on projects writes it. */
const NIGHTLY_KEY = "nightly_context_prioritization";

/**
 * The newest report of a company with its recommendations, the nights before it, and how good the night shift has been. A run that is under
 * way, or that failed, leaves the report before in place.
 */
export async function getLatest(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Latest> {
  requirePermission(ctx, "nightshift.read");
  return withReadTransaction(ctx, async (tx) => {
    const kpis = await getKpis(tx, { projectId });
    const run = await findNewestRun(tx, { projectId, states: ["done", "nothing_new"] });
    const reportRun = run?.state === "done" ? run : await findNewestRun(tx, { projectId, states: ["done"] });
    const counts = await countDecisions(tx, projectId);
    const { nights } = await countNights(tx, projectId);
    const { decided, agreed, did_other, did_nothing } = counts;
    const seen = agreed + did_other + did_nothing;
    const { data: recurring } = await listRecurring(tx, { projectId });
    return {
      run,
      report_run: reportRun,
      running: await findRunning(tx, projectId),
      recommendations: reportRun ? await selectOfRun(tx, reportRun.id) : [],
      history: await selectRuns(tx, { projectId, limit: HISTORY }),
      kpis,
      calibration: calibrationOf(await selectScored(tx, projectId)),
      shadow: {
        nights,
        nights_needed: LIMITS.shadowNights,
        decided,
        decided_needed: LIMITS.shadowDecided,
        agreed,
        did_other,
        did_nothing,
        precision: seen === 0 ? null : agreed / seen,
      },
      settings: settingsOf(await findSettings(tx, projectId), { nights, decided }),
      next_at: recurring.find(({ task_key }) => task_key === NIGHTLY_KEY)?.next_run_at ?? null,
    };
  });
}
