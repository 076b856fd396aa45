import { MAX_LOT, type ClaimAnswer, type ClaimRequest } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { FIRST_MAILBOX } from "@/lib/outreach/mailbox/schemas";
import { claimForOthers } from "./claim-for-others";
import { requireCampaign } from "./require-campaign";
import { callExplainDue } from "./store-claims";
import { takeClaims } from "./take-claims";
import { unsubscribeUrl } from "./unsubscribe-url";

/**
 * Claims the emails of one step that are due now, at most {@link MAX_LOT}, each once: `genesis.claim_due_emails` decides. Each is kept as it is
 * handed out. It hands out those of the first mailbox, whose password the caller holds; those of the other mailboxes are claimed too, and
 * sent by jobs of ours. Each lead that gets no claim is counted under a reason. 404 `campaign.not_found`.
 */
export async function claimDueEmails(ctx: WorkspaceCtx, request: ClaimRequest): Promise<ClaimAnswer> {
  requirePermission(ctx, "sequence.write");
  const { campaign_id: campaignId, step, limit, confirms } = request;
  const lot = Math.min(limit, MAX_LOT);

  // No event: a claim is not news to a founder; what becomes of it is.
  return withTransaction(ctx, async (tx) => {
    await requireCampaign(tx, campaignId);
    const asked = { campaignId, step, limit: lot, confirms, unsubscribeUrl: unsubscribeUrl(), mailbox: FIRST_MAILBOX };
    const claims = await takeClaims(tx, asked);
    await claimForOthers(tx, asked);
    const atOnce = { claims, next_due_at: tx.now().toISOString(), reasons: [] };
    if (claims.length === MAX_LOT) return atOnce;
    const { reasons, nextDueAt } = await callExplainDue(tx, { campaignId, step });
    const isMoreDue = claims.length > 0 && reasons.some(({ code }) => code === "claim.contended");
    return isMoreDue ? atOnce : { claims, next_due_at: nextDueAt, reasons };
  });
}
