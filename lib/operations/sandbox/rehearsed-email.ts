import type { ClaimedEmail } from "@/lib/contracts/engine";
import { deadLink } from "@/lib/outreach/sequence/dead-link";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import type { SequencePreview, SequenceStep } from "@/lib/outreach/sequence/schemas";
import type { TxCtx } from "@/lib/platform/transaction";
import { findDrafted, type StoredRun } from "./store";

const STEPS: Partial<Record<StoredRun["workflow"], number>> = { email_1: 1, email_2: 2, email_3: 3 };

/** The email of a test run as a claim hands it out, to the address of the person who tests, and its subject without the mark of a test. */
export async function rehearsedEmail(tx: TxCtx, run: StoredRun): Promise<{ claim: ClaimedEmail; subject: string }> {
  // No permission: the callers asked; a part of their transactions.
  const email = await render(tx, run);
  return { claim: toClaim(run, email), subject: email.subject };
}

async function render(tx: TxCtx, run: StoredRun): Promise<SequencePreview> {
  const step = STEPS[run.workflow] ?? 1;
  // Part of the test that its founder may start, not a look into the sequence by the workflow.
  const inside: TxCtx = { ...tx, actor: { type: "job", job: "sandbox.rehearse_claim" } };
  const { steps } = await getSequence(inside, { campaignId: run.campaign_id });
  const drafted = await findDrafted(tx, run.campaign_id);
  const written = drafted?.result.drafts?.find((draft) => draft.step === step);
  const shown = steps.map((one, index) => (written && index === step - 1 ? asWritten(one, written) : one));
  return previewSequence(inside, {
    campaignId: run.campaign_id,
    step,
    variant: 1,
    steps: shown,
    testPerson: run.testLead,
  });
}

/** Braces of a model's text are no variables. */
const asWritten = (step: SequenceStep, { subject, body }: { subject: string; body: string }): SequenceStep =>
  step.mode === "exact"
    ? step
    : {
        ...step,
        mode: "exact",
        subject: subject.replaceAll("{{", "(").replaceAll("}}", ")"),
        body: body.replaceAll("{{", "(").replaceAll("}}", ")"),
        variants: [],
      };

function toClaim(run: StoredRun, email: SequencePreview): ClaimedEmail {
  const { from, from_name, reply_to, subject, text, html, lead_id } = email;
  return {
    claim_id: run.claimId,
    lead_id,
    to: run.test_email,
    to_name: null,
    from,
    from_name,
    reply_to,
    subject: `[Test] ${subject}`,
    text: deadLink(text),
    html: deadLink(html),
    headers: {},
    message_id: `<sandbox-${run.claimId}@${from.split("@").at(-1)}>`,
  };
}
