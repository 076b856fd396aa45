import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { checkSignature, checkSteps } from "./check-sequence";
import { deadLink } from "./dead-link";
import { getFirstSequence } from "./get-first-sequence";
import { getSequence } from "./get-sequence";
import { namesOf } from "./known-variables";
import type { PreviewSequence, SequencePreview, SequenceStep } from "./schemas";
import { callPreviewEmail, callPreviewForTestPerson, type TestPerson } from "./store-steps";
import { unsubscribeUrl } from "./unsubscribe-url";

/** `testPerson`: for a person who is no lead, inside the caller's own transaction, which may write. */
type Shown = { campaignId: string | null; testPerson?: TestPerson } & PreviewSequence;

/**
 * One email of a sequence, saved or not, as a lead would get it: rendered by what renders drafts and claims, in a campaign of any state;
 * without a campaign, of the sequence that the next one begins with. 404 `campaign.not_found`, `step.not_found` or `lead.none`; 422
 * `brand.missing`; 400 as for saving it.
 */
export async function previewSequence(
  ctx: WorkspaceCtx,
  { campaignId, step, variant, lead_id, ...unsaved }: Shown,
): Promise<SequencePreview> {
  requirePermission(ctx, "drafts.read");
  return withReadTransaction(ctx, async (tx) => {
    const current = campaignId === null ? await getFirstSequence(tx) : await getSequence(tx, { campaignId });
    const shown = onlyShown(unsaved.steps ?? current.steps, { step, variant });
    const steps = checkSteps(shown, namesOf(current.variables));
    const preview = {
      campaignId,
      leadId: lead_id ?? null,
      step,
      variant: 1,
      steps,
      signatureParts: checkSignature(unsaved.signature ?? current.signature),
      unsubscribeUrl: unsubscribeUrl(),
    };
    const { testPerson } = unsaved;
    const row = testPerson
      ? await callPreviewForTestPerson(tx, { ...preview, testPerson })
      : await callPreviewEmail(tx, preview);
    if (!row) throw await nothingToShow(tx);
    return {
      step,
      variant,
      ...row,
      text: deadLink(row.text),
      html: deadLink(row.html),
      written: steps[step - 1]?.mode === "exact",
    };
  });
}

const NOT_SHOWN: SequenceStep = {
  mode: "model",
  delay_days: 0,
  same_thread: true,
  instructions: "Not shown.",
  subject: "",
  body: "",
  variants: [],
};

/**
 * The asked text alone in its step, and the step that opens its thread: another text that is still being written hides neither. 404
 * `step.not_found` when there is no such text.
 */
function onlyShown(
  steps: readonly SequenceStep[],
  { step, variant }: { step: number; variant: number },
): SequenceStep[] {
  const asked = steps[step - 1];
  const text = variant === 1 ? asked : asked?.variants[variant - 2];
  if (!asked || !text) {
    throw new AppError("not_found", "This sequence has no such email or text.", { code: "step.not_found" });
  }
  const { instructions, subject, body } = text;
  const opening = steps.findLastIndex((other, index) => index < step - 1 && (index === 0 || !other.same_thread));
  return steps.map((other, index) => {
    if (index === step - 1) return { ...asked, instructions, subject, body, variants: [] };
    return index === opening ? other : { ...NOT_SHOWN, same_thread: other.same_thread };
  });
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
