import type { TxCtx } from "@/lib/platform/transaction";
import { noSuchRun } from "./no-such-run";
import type { SandboxWorkflow } from "./schemas";
import { lockRun, type StoredRun } from "./store";

type Sought = { runId: string; of: readonly SandboxWorkflow[] };

/** A run that is under way, held until the transaction ends; 404 `sandbox.run_not_found` for any other one. */
export async function lockOpenRun(tx: TxCtx, { runId, of }: Sought): Promise<StoredRun> {
  // No permission: the callers asked; a part of their transactions.
  // No event: the run's beginning and end are lines of the ledger.
  const run = await lockRun(tx, runId);
  if (run && run.completed_at === null && of.includes(run.workflow)) return run;
  throw noSuchRun();
}
