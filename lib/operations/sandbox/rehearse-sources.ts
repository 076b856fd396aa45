import type { SourcesAnswer } from "@/lib/contracts/engine-research";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";

/** No text: the test person is nobody, and no vendor is asked or paid. */
export async function rehearseSources(ctx: WorkspaceCtx, { runId }: RunRef): Promise<SourcesAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: it changes nothing.
  return withTransaction(ctx, async (tx) => {
    await lockOpenRun(tx, { runId, of: ["research_report"] });
    return { sources: [], missing: [] };
  });
}
