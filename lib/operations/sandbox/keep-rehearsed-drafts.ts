import type { DraftsAnswer, DraftsReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";
import { updateRun } from "./store";

/** Keeps the texts of the model for the test person with the run: no draft of the campaign is made. */
export async function keepRehearsedDrafts(ctx: WorkspaceCtx, report: RunRef & DraftsReport): Promise<DraftsAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's end is a line of the ledger.
  return withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId: report.runId, of: ["email_preparation"] });
    const { drafts, failure } = report;
    if (!drafts) return { saved: 0, ...(failure && { failure }) };
    await updateRun(tx, run.id, { result: { ...run.result, drafts } });
    return { saved: drafts.length };
  });
}
