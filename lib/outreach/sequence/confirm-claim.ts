import type { ClaimRef, ConfirmAnswer, WithdrawalReason } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { noSuchClaim } from "./no-such-claim";
import { callConfirmClaim } from "./store-claims";
import { unsubscribeUrl } from "./unsubscribe-url";

const WHY: Record<WithdrawalReason, string> = {
  "lead.stopped": "the recipient replied, opted out, bounced or complained",
  "lead.suppressed": "the recipient's address is suppressed",
  "lead.address_changed": "the lead has another address now",
  "campaign.not_active": "the campaign is not active any more",
  "workspace.held": "the workspace's workflows wait for an administrator",
  "workspace.frozen": "the workspace is frozen",
  "draft.changed": "its text, sender or recipient changed since it was claimed",
  "approval.missing": "the campaign's emails wait for approval now",
  "claim.settled": "it was settled or given back, or ran out after ten minutes",
};

/**
 * The last look before a claimed message is handed over: it may go, or 409 `claim.withdrawn` with the `reason`, and the claim is given
 * back without an attempt. Repeated, it looks again; with `once` a claim that was confirmed before is refused. A claim that was taken before a freeze is given back in the frozen workspace too.
 */
export async function confirmClaim(
  ctx: WorkspaceCtx,
  { claimId, once = false }: ClaimRef & { once?: boolean },
): Promise<ConfirmAnswer> {
  requirePermission(ctx, "sequence.write");

  // No event: what becomes of the email is one. A withdrawn claim is given back by this commit, so the refusal comes after it.
  const confirmed = await withTransaction(ctx, (tx) =>
    callConfirmClaim(tx, { claimId, once, unsubscribeUrl: unsubscribeUrl() }),
  );
  if (!confirmed) throw noSuchClaim(ctx);
  if (confirmed.withdrawn === null) return { claim_id: claimId, confirmed_at: confirmed.confirmedAt };
  throw new AppError("conflict", `Do not send this email: ${WHY[confirmed.withdrawn]}.`, {
    code: "claim.withdrawn",
    details: { reason: confirmed.withdrawn },
  });
}
