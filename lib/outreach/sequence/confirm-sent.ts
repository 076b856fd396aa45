import type { TxCtx } from "@/lib/platform/transaction";
import { updateConfirmed, type SentReport } from "./store-delivery";

/**
 * Settles mails whose outcome was unknown by the message ids that were reported as sent, in the caller's transaction. Ids that are
 * not ours, or already settled, change nothing. The caller has checked the permission and writes the ledger.
 */
export async function confirmSent(tx: TxCtx, reports: readonly SentReport[]): Promise<void> {
  if (reports.length > 0) await updateConfirmed(tx, reports);
}
