import type { TxCtx } from "@/lib/platform/transaction";
import type { StopLead } from "./schemas";
import { callStopLead, type Stopped } from "./store-suppressions";

/**
 * Ends the mailing of one person in the caller's transaction: lead state, suppression list and waiting drafts together. Safe to repeat;
 * answers what it changed. The caller checks the permission and writes the ledger.
 */
export function stopLead(tx: TxCtx, { email, status, reason = null, source = "event" }: StopLead): Promise<Stopped> {
  return callStopLead(tx, { email, status, reason, source });
}
