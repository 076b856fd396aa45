import type { ClaimRef } from "@/lib/contracts/engine";
import type { TxCtx } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import { noSuchRun } from "./no-such-run";
import type { RunRef } from "./schemas";
import type { StoredRun } from "./store";

export type RehearsedClaim = RunRef & ClaimRef;

/** The run of a test email that was handed out, held until the transaction ends; 404 for any other one. */
export async function lockRehearsedClaim(tx: TxCtx, { runId, claimId }: RehearsedClaim): Promise<StoredRun> {
  // No permission: the callers asked; a part of their transactions.
  const run = await lockOpenRun(tx, { runId, of: ["email_1", "email_2", "email_3"] });
  if (run.claimId !== claimId || run.claimedAt === null) throw noSuchRun();
  return run;
}
