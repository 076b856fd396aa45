import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { UnsubscribeExplained } from "./events";
import { shownTo, type Unsubscribe } from "./find-unsubscribe";
import { insideAsRecipient } from "./inside-as-recipient";
import { lookUpToken } from "./look-up-token";
import type { OptOutReason } from "./schemas";
import { explainToken } from "./store-unsubscribes";

/**
 * Keeps the reason that a person gave after their opt-out; the first one stays. It opts out no one: before the opt-out it is not kept.
 * Null for an unknown link; safe to repeat, and in a frozen workspace too.
 */
export async function explainUnsubscribe(
  ctx: SystemCtx,
  { token, reason }: { token: string; reason: OptOutReason },
): Promise<Unsubscribe | null> {
  const link = await lookUpToken(ctx, token);
  if (!link) return null;
  const inside = insideAsRecipient(ctx, link);
  requirePermission(inside, "email.write");

  return withTransaction(inside, async (tx) => {
    const { campaignId, leadId } = link;
    const recipient = shownTo(link).maskedEmail;
    const kept = await explainToken(tx, { token, reason });
    if (kept) await appendEvent(tx, UnsubscribeExplained, { recipient, leadId, campaignId, reason });
    return shownTo(link);
  });
}
