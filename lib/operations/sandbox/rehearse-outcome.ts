import type { OutcomeAnswer, OutcomeReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockRehearsedClaim, type RehearsedClaim } from "./lock-rehearsed-claim";
import { redactWords } from "./redact-sample";
import { updateRun } from "./store";

/** Keeps the words of the mail server about the test email with its run; no state depends on them. */
export async function rehearseOutcome(
  ctx: WorkspaceCtx,
  report: RehearsedClaim & OutcomeReport,
): Promise<OutcomeAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's end is a line of the ledger.
  return withTransaction(ctx, async (tx) => {
    const run = await lockRehearsedClaim(tx, report);
    const known = run.result.email;
    const isFirst = known?.status === "claimed";
    if (known && isFirst) {
      const response = report.response ? redactWords(report.response).slice(0, 1_000) : null;
      await updateRun(tx, run.id, { result: { ...run.result, email: { ...known, status: report.status, response } } });
    }
    const status = (isFirst ? report.status : known?.status) === "sent" ? "sent" : "failed";
    return { claim_id: run.claimId, status, recorded: isFirst, stop: false };
  });
}
