import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findExecution } from "./find-execution";
import type { ExecutionRef, TestRunDetails } from "./schemas";
import { selectEventsAfter } from "./store-events";
import { toTestRun } from "./to-test-run";

const MOST_EVENTS = 2_000;

/** One run with its workflow's drawing, its events and what it came to. 404 `sandbox.run_not_found`. */
export async function getTestRun(ctx: WorkspaceCtx, ref: ExecutionRef): Promise<TestRunDetails> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    const run = await findExecution(tx, ref);
    const events = await selectEventsAfter(tx, { runId: run.id, position: "0", limit: MOST_EVENTS });
    return { ...toTestRun(run), drawing: run.drawing, events, result: run.result };
  });
}
