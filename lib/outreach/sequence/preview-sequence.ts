import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { checkSignature, checkSteps, type StoredStep } from "./check-sequence";
import { getSequence } from "./get-sequence";
import { namesOf } from "./known-variables";
import type { PreviewSequence, SequencePreview } from "./schemas";
import { callPreviewEmail } from "./store-steps";
import { unsubscribeUrl } from "./unsubscribe-url";

/**
 * One email of a sequence, saved or not, as a lead would get it: rendered by what renders drafts and claims, in a campaign of any state.
 * 404 `campaign.not_found`, `step.not_found` or `lead.none`; 422
 * `brand.missing`; 400 as for saving it.
 */
export async function previewSequence(
  ctx: WorkspaceCtx,
  { campaignId, step, variant, lead_id, ...unsaved }: { campaignId: string } & PreviewSequence,
): Promise<SequencePreview> {
  requirePermission(ctx, "drafts.read");
  return withReadTransaction(ctx, async (tx) => {
    const current = await getSequence(tx, { campaignId });
    const steps = checkSteps(unsaved.steps ?? current.steps, namesOf(current.variables));
    const written = requireText(steps, { step, variant });
    const row = await callPreviewEmail(tx, {
      campaignId,
      leadId: lead_id ?? null,
      step,
      variant,
      steps,
      signatureParts: checkSignature(unsaved.signature ?? current.signature),
      unsubscribeUrl: unsubscribeUrl(),
    });
    if (!row) throw await nothingToShow(tx);
    return { step, variant, ...row, text: deadLink(row.text), html: deadLink(row.html), written };
  });
}

const deadLink = (part: string): string => part.replaceAll(/(\/u)\/[0-9a-f]{48}/g, "$1/preview");

/** Whether the text is the founder's own; 404 when there is none. */
function requireText(steps: readonly StoredStep[], { step, variant }: { step: number; variant: number }): boolean {
  const asked = steps[step - 1];
  if (asked?.texts[variant - 1]) return asked.mode === "exact";
  throw new AppError("not_found", "This sequence has no such email or text.", { code: "step.not_found" });
}

/** Why there is nothing to show. */
async function nothingToShow(tx: TxCtx): Promise<AppError> {
  // Whether a sender is saved, not what is saved of it.
  const brand = await findBrand({ ...tx, actor: { type: "job", job: "sequence.preview_sequence" } });
  return brand === null
    ? new AppError("impossible", "Save the sender in the onboarding first, then look at the email.", {
        code: "brand.missing",
      })
    : new AppError("not_found", "There is no such lead to show the email for. Import or add leads first.", {
        code: "lead.none",
      });
}
