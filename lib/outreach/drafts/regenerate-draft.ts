import type { WriterCompany } from "@/lib/contracts/writer-company";
import { findBrand } from "@/lib/company/profile/find-brand";
import { writerFacts } from "@/lib/company/profile/writer-facts";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { writerExtras } from "@/lib/outreach/leads/writer-extras";
import { findFindings } from "@/lib/outreach/research/find-findings";
import { findGround } from "@/lib/outreach/research/find-ground";
import { toWriterFindings } from "@/lib/outreach/research/to-writer-findings";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { findHoles } from "@/lib/outreach/sequence/find-holes";
import { withoutSignature } from "@/lib/outreach/sequence/without-signature";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { askWithinGround } from "./ask-within-ground";
import { DraftRegenerated } from "./events";
import { noSuchDraft } from "./no-such-draft";
import { readRewrite } from "./read-rewrite";
import { refuseEdit } from "./refuse-edit";
import { rewriteRequest, type RewriteRequest, type SequenceText } from "./rewrite-request";
import { EDITABLE, type Draft, type DraftRef, type RegenerateDraft } from "./schemas";
import { callRenderedEmails, callRewriteDraft, selectSequenceIds } from "./store-drafts";

/** Asks a model within the budget of the workspace, and settles what it cost. */
type AskModel = (
  ctx: WorkspaceCtx,
  call: { request: RewriteRequest; campaignId: string; leadId: string },
) => Promise<{ model: string; choices: readonly { message: { content: string } }[] }>;

/**
 * Has the text written anew, by the founder's note, and replaces the version that was read; the email waits for approval again. Every
 * failure leaves the old text: 409 `draft.stale` with the current `draft` when it was changed meanwhile, 502 `draft.unusable_answer`. A
 * request that was cut off changed nothing and can be repeated.
 */
export async function regenerateDraft(
  ctx: WorkspaceCtx,
  { draftId, note, version }: DraftRef & RegenerateDraft,
  askModel: AskModel,
): Promise<Draft> {
  requirePermission(ctx, "drafts.write");
  // Greenlight itself reads the lead and the budget for the writer: the caller sees the new text only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "drafts.regenerate" } };
  const { draft, request, ground } = await withReadTransaction(inside, (tx) => taskOf(tx, { draftId, note, version }));
  const { model, ...written } = await askWithinGround({
    ask: () => askModel(inside, { request, campaignId: draft.campaign_id, leadId: draft.lead_id }),
    read: (content) => readRewrite(content),
    ground,
  });
  const text = {
    // A follow-up in a thread keeps the thread's subject; the sender's signature is added when it is sent.
    subject: draft.same_thread ? draft.subject : written.subject,
    body: withoutSignature(written.body),
  };
  if (text.body === draft.body && text.subject === draft.subject) {
    throw new AppError("upstream", "The model wrote the same text again. Say in the note what should change.", {
      code: "draft.unchanged",
    });
  }

  return withTransaction(ctx, async (tx) => {
    const askedBy = actorId(tx.actor) ?? tx.actor.type;
    const rewrite = { ...text, id: draftId, version: draft.version, holes: findHoles(text), editedBy: askedBy };
    const rewritten = await callRewriteDraft(tx, { ...rewrite, source: model });
    const [current] = await callRenderedEmails(tx, [draftId]);
    if (!current) throw noSuchDraft();
    if (!rewritten) throw refuseEdit(current);
    const { campaignId, step, toEmail, reviewAgain } = rewritten;
    const recipient = maskAddress(toEmail);
    await appendEvent(tx, DraftRegenerated, { campaignId, draftId, step, recipient, source: model, reviewAgain });
    return current;
  });
}

async function taskOf(tx: TxCtx, { draftId, note, version }: DraftRef & RegenerateDraft) {
  const [draft] = await callRenderedEmails(tx, [draftId]);
  if (!draft) throw noSuchDraft();
  if (!EDITABLE.has(draft.status) || (version !== undefined && version !== draft.version)) throw refuseEdit(draft);
  const { lead_id: leadId, step } = draft;
  const { email, first_name, last_name, company, title, website, notes, custom } = await getLead(tx, { leadId });
  const findings = toWriterFindings((await findFindings(tx, [leadId])).get(leadId));
  const steps = await stepsOf(tx, draft);
  const sequence = await sequenceOf(tx, draft);
  const request = rewriteRequest({
    company: await companyOf(tx),
    lead: { email, first_name, last_name, company, title, website, notes, findings, extras: writerExtras(custom) },
    steps,
    sequence,
    step,
    version: draft.version,
    note,
  });
  // The texts as they stand were checked before, or are the founder's own.
  const words = [
    ...steps.map(({ instructions }) => instructions),
    ...sequence.flatMap((text) => [text.subject, text.body]),
  ];
  const ground = await findGround(tx, { leadId, more: [note, ...words] });
  if (!ground) throw noSuchDraft();
  return { draft, request, ground };
}

async function stepsOf(tx: TxCtx, { campaign_id: campaignId, variant }: Draft) {
  const { steps } = await getSequence(tx, { campaignId });
  return steps.map(({ instructions, variants }, index) => ({
    step: index + 1,
    instructions: variants[variant - 2]?.instructions ?? instructions,
  }));
}

async function sequenceOf(tx: TxCtx, draft: Draft): Promise<SequenceText[]> {
  const emails = await callRenderedEmails(tx, await selectSequenceIds(tx, draft));
  return emails.map(({ step, subject, body }) => ({ step, subject, body })).toSorted((a, b) => a.step - b.step);
}

async function companyOf(tx: TxCtx): Promise<WriterCompany> {
  const brand = await findBrand(tx);
  if (brand) return writerFacts(brand);
  throw new AppError("impossible", "Save the company in the onboarding first, then regenerate the draft.", {
    code: "brand.missing",
  });
}
