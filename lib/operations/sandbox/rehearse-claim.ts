import type { ClaimAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import { rehearsedEmail } from "./rehearsed-email";
import type { RunRef } from "./schemas";
import { updateRun } from "./store";

const NOTHING_MORE: ClaimAnswer["reasons"] = [{ code: "draft.none", count: 0 }];

/**
 * Answers as a real claim is answered: one email, handed out once, for the address of the person who tests. A text that the model
 * writes is the one that it wrote in the last test of the preparation, if there was one.
 */
export async function rehearseClaim(ctx: WorkspaceCtx, { runId }: RunRef): Promise<ClaimAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's beginning and end are lines of the ledger.
  return withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId, of: ["email_1", "email_2", "email_3"] });
    if (run.claimedAt !== null) return { claims: [], next_due_at: null, reasons: NOTHING_MORE };
    const { claim, subject } = await rehearsedEmail(tx, run);
    await updateRun(tx, runId, {
      claimedAt: tx.now().toISOString(),
      result: { ...run.result, email: { status: "claimed", response: null, subject } },
    });
    return { claims: [claim], next_due_at: null, reasons: NOTHING_MORE };
  });
}
