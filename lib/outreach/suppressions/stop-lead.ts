import type { TxCtx } from "@/lib/platform/transaction";
import type { StopLead } from "./schemas";
import { callStopLeads, type Stopped } from "./store-suppressions";

/**
 * Ends the mailing of one person in the caller's transaction: lead state, suppression list and waiting drafts together. Safe to repeat;
 * answers what it changed. The caller checks the permission and writes the ledger.
 */
export async function stopLead(tx: TxCtx, stop: StopLead): Promise<Stopped> {
  const [stopped] = await callStopLeads(tx, [complete(stop)]);
  if (!stopped) throw new Error("genesis.stop_lead answered no row");
  return stopped;
}

/** The same for many people in one statement; two callers about the same people queue up. */
export async function stopLeads(tx: TxCtx, stops: readonly StopLead[]): Promise<void> {
  if (stops.length > 0) await callStopLeads(tx, stops.map(complete));
}

const complete = ({ email, status, reason = null, source = "event" }: StopLead): Required<StopLead> => ({
  email,
  status,
  reason,
  source,
});
