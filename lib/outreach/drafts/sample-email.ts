import { findBrand } from "@/lib/company/profile/find-brand";
import { writerFacts } from "@/lib/company/profile/writer-facts";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { writerExtras } from "@/lib/outreach/leads/writer-extras";
import type { Ground } from "@/lib/outreach/research/check-claims";
import { findFindings } from "@/lib/outreach/research/find-findings";
import { findGround } from "@/lib/outreach/research/find-ground";
import { toWriterFindings } from "@/lib/outreach/research/to-writer-findings";
import { findHoles } from "@/lib/outreach/sequence/find-holes";
import { getFirstSequence } from "@/lib/outreach/sequence/get-first-sequence";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import type { SequenceStep } from "@/lib/outreach/sequence/schemas";
import { withoutSignature } from "@/lib/outreach/sequence/without-signature";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { askWithinGround } from "./ask-within-ground";
import { readRewrite } from "./read-rewrite";
import { sampleRequest, type SampleRequest } from "./sample-request";
import type { SampledEmail, SampleEmail } from "./schemas";

/** Asks a model within the budget of the workspace, and settles what it cost. */
type AskModel = (
  ctx: WorkspaceCtx,
  call: { request: SampleRequest; campaignId: string | null; leadId: string },
) => Promise<{ model: string; choices: readonly { message: { content: string } }[] }>;

const AGAIN = "Try again, or choose another lead.";

/**
 * The first email as one lead would receive it, before there is a draft: a text of the model's is written now, within the budget, and
 * kept nowhere. 404 `lead.none` or `campaign.not_found`, 422 `brand.missing`, 502 `draft.unusable_answer`.
 */
export async function sampleEmail(
  ctx: WorkspaceCtx,
  { campaign_id, lead_id }: SampleEmail,
  askModel: AskModel,
): Promise<SampledEmail> {
  requirePermission(ctx, "drafts.write");
  // Greenlight itself reads the lead and the budget for the writer: the caller sees the email only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "drafts.sample_email" } };
  const campaignId = campaign_id ?? null;
  const asked = { campaignId, step: 1, variant: 1 };
  const shown = await previewSequence(inside, { ...asked, lead_id });
  if (shown.written) return { ...shown, source: null };

  const leadId = shown.lead_id;
  const { request, ground } = await withReadTransaction(inside, (tx) => taskOf(tx, { campaignId, leadId }));
  const { model, ...text } = await askWithinGround({
    ask: () => askModel(inside, { request, campaignId, leadId }),
    read: (content) => readRewrite(content, AGAIN),
    ground,
  });
  const steps = [written(text)];
  return { ...(await previewSequence(inside, { ...asked, lead_id: leadId, steps })), source: model };
}

async function taskOf(
  tx: TxCtx,
  { campaignId, leadId }: { campaignId: string | null; leadId: string },
): Promise<{ request: SampleRequest; ground: Ground }> {
  const brand = await findBrand(tx);
  if (!brand) {
    throw new AppError("impossible", "Save the sender in the onboarding first, then look at the email.", {
      code: "brand.missing",
    });
  }
  const sequence = campaignId === null ? await getFirstSequence(tx) : await getSequence(tx, { campaignId });
  const { email, first_name, last_name, company, title, website, notes, custom } = await getLead(tx, { leadId });
  const findings = toWriterFindings((await findFindings(tx, [leadId])).get(leadId));
  const instructions = sequence.steps[0]?.instructions ?? "";
  const ground = await findGround(tx, { leadId, more: [instructions] });
  if (!ground) throw new AppError("not_found", "There is no such lead here.", { code: "lead.not_found" });
  const request = sampleRequest({
    company: writerFacts(brand),
    lead: { email, first_name, last_name, company, title, website, notes, findings, extras: writerExtras(custom) },
    instructions,
  });
  return { request, ground };
}

/** The model's answer in the place of the first email. A text with something left to fill in would not be sent, and is not shown. */
function written({ subject, body }: { subject: string; body: string }): SequenceStep {
  const text = { subject, body: withoutSignature(body) };
  if (findHoles(text).length > 0) {
    throw new AppError("upstream", `The model left something to be filled in. ${AGAIN}`, {
      code: "draft.unusable_answer",
    });
  }
  return { mode: "exact", delay_days: 0, same_thread: false, instructions: "", ...text, variants: [] };
}
