import type { LeadsToResearchAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";
import { toTestLead } from "./to-test-lead";

/** The test person as the only lead without a research note. */
export async function rehearseResearch(ctx: WorkspaceCtx, { runId }: RunRef): Promise<LeadsToResearchAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: it changes nothing.
  return withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId, of: ["research_report"] });
    return { leads: [toTestLead(run)], reasons: [] };
  });
}
