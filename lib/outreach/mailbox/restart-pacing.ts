import { FIRST_MAILBOX } from "./schemas";
import type { TxCtx } from "@/lib/platform/transaction";
import { callPacingNow, upsertPacing } from "./store-pacing";

const USUAL = { gap_from_seconds: 60, gap_to_seconds: 180 };

/** Another account sends from now on, in the caller's transaction: its ramp-up begins, and a gap of 0 ends, which only the one before may have had. */
export async function restartPacing(tx: TxCtx): Promise<void> {
  const { gap_from_seconds: from, gap_to_seconds: to } = await callPacingNow(tx, FIRST_MAILBOX);
  const tooFast = from === 0 || to === 0;
  await upsertPacing(tx, FIRST_MAILBOX, { ramp_since: tx.now().toISOString(), ...(tooFast && USUAL) });
}
