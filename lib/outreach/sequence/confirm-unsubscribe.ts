import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { UnsubscribeConfirmed } from "./events";
import { shownTo, type Unsubscribe } from "./find-unsubscribe";
import { insideAsRecipient } from "./inside-as-recipient";
import { lookUpToken } from "./look-up-token";
import { stopLead } from "@/lib/outreach/suppressions/stop-lead";
import { confirmToken, type UnsubscribeRow } from "./store-unsubscribes";

/**
 * Unsubscribes the person a link was made for: suppression list, lead, waiting drafts, ledger and the opt-out event commit together.
 * Null for an unknown link; safe to repeat. It works in a frozen workspace too: an opt-out is always honoured (CAN-SPAM, RFC 8058).
 */
export async function confirmUnsubscribe(
  ctx: SystemCtx,
  token: string,
): Promise<(Unsubscribe & { already: boolean }) | null> {
  const link = await lookUpToken(ctx, token);
  if (!link) return null;
  const inside = insideAsRecipient(ctx, link);
  requirePermission(inside, "email.write");

  return withTransaction(inside, async (tx) => {
    const first = await confirmToken(tx, token);
    // Repeated all the same: somebody may have taken the address off the list since, or imported it again.
    const { cancelledDrafts } = await stopLead(tx, {
      email: link.email,
      status: "opted_out",
      reason: "opt_out",
      source: "link",
    });
    if (first) await report(tx, link, cancelledDrafts);
    return { ...shownTo(link), unsubscribed: true, already: !first };
  });
}

async function report(tx: TxCtx, link: UnsubscribeRow, cancelledDrafts: number): Promise<void> {
  const { campaignId, leadId, email } = link;
  const recipient = shownTo(link).maskedEmail;
  await appendEvent(tx, UnsubscribeConfirmed, { recipient, contactEmail: email, leadId, campaignId, cancelledDrafts });
}
