import type { ResearchAnswer, ResearchReport } from "@/lib/contracts/engine-research";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";
import { updateRun } from "./store";

const MOST_RESEARCH = 4_000;

/** Keeps the note about the test person with the run. */
export async function keepRehearsedResearch(
  ctx: WorkspaceCtx,
  report: RunRef & ResearchReport,
): Promise<ResearchAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's end is a line of the ledger.
  return withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId: report.runId, of: ["research_report"] });
    await updateRun(tx, run.id, { result: { ...run.result, research: report.research.slice(0, MOST_RESEARCH) } });
    return { saved: true };
  });
}
