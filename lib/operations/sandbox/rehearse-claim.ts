import type { ClaimAnswer, ClaimedEmail } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { deadLink } from "@/lib/outreach/sequence/dead-link";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import type { SequencePreview, SequenceStep } from "@/lib/outreach/sequence/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";
import { findDrafted, updateRun, type StoredRun } from "./store";

const STEPS: Partial<Record<StoredRun["workflow"], number>> = { email_1: 1, email_2: 2, email_3: 3 };
const NOTHING_MORE: ClaimAnswer["reasons"] = [{ code: "draft.none", count: 0 }];

/**
 * Answers as a real claim is answered: one email, handed out once, for the address of the person who tests. A text that the model
 * writes is the one that it wrote in the last test of the preparation, if there was one.
 */
export async function rehearseClaim(ctx: WorkspaceCtx, { runId }: RunRef): Promise<ClaimAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: the run's beginning and end are lines of the ledger.
  return withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId, of: ["email_1", "email_2", "email_3"] });
    if (run.claimedAt !== null) return { claims: [], next_due_at: null, reasons: NOTHING_MORE };
    const email = await render(tx, run);
    await updateRun(tx, runId, {
      claimedAt: tx.now().toISOString(),
      result: { ...run.result, email: { status: "claimed", response: null, subject: email.subject } },
    });
    return { claims: [toClaim(run, email)], next_due_at: null, reasons: NOTHING_MORE };
  });
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
