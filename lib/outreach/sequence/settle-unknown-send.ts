import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/platform/text";
import { UnknownSendSettled } from "./events";
import { settleUnknown } from "./store-sends";

type Settlement = { claimId: string; outcome: "sent" | "not_sent"; decidedBy: "mailbox" | "founder" };

/** Gives an unknown send its outcome and says so in the ledger, in the caller's transaction; null when it is not unknown any more. */
export async function settleUnknownSend(
  tx: TxCtx,
  { claimId, outcome, decidedBy }: Settlement,
): Promise<{ status: string } | null> {
  const settled = await settleUnknown(tx, claimId, outcome);
  if (!settled) return null;
  const { lead_id: leadId, campaign_id: campaignId, step, to_email } = settled.send;
  const recipient = maskAddress(to_email);
  await appendEvent(tx, UnknownSendSettled, { recipient, claimId, leadId, campaignId, step, outcome, decidedBy });
  return { status: settled.status };
}
