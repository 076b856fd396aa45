import type { DraftsAnswer, DraftsReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { checkDrafts } from "@/lib/outreach/research/check-drafts";
import { findGround } from "@/lib/outreach/research/find-ground";
import { findHoles } from "./find-holes";
import { noSuchLead, requireCampaign } from "./require-campaign";
import { callFailDrafts, callSaveDrafts, countDraftFailures, findSequenceWords } from "./store-preparation";
import { withoutSignature } from "./without-signature";

/**
 * Stores the drafts of a lead, over those of before and without a signature, which is added when they are sent; a step that was edited or
 * decided, claimed or sent, or that its founder wrote, stays as it is. A text that states something about the lead without a finding is not
 * stored at first, so that it is prepared again, and then without that sentence. One with a hole is stored, shown and never sent. An answer without usable drafts is counted: after the third the lead is asked for no more. 404 for a foreign campaign or lead.
 */
export async function saveDrafts(ctx: WorkspaceCtx, report: DraftsReport): Promise<DraftsAnswer> {
  requirePermission(ctx, "sequence.write");

  // No event: drafts come by the thousand; the campaign's progress counts them.
  return withTransaction(ctx, async (tx) => {
    await requireCampaign(tx, report.campaign_id);
    const checked = report.failure === undefined ? await check(tx, report) : { failure: report.failure };
    if ("failure" in checked) {
      if ((await callFailDrafts(tx, report, checked.failure)) === null) throw noSuchLead();
      return { saved: 0, failure: checked.failure };
    }
    const drafts = checked.drafts.map(({ step, subject, body }) => {
      const text = { subject, body: withoutSignature(body) };
      return { step, ...text, holes: findHoles(text) };
    });
    const saved = await callSaveDrafts(tx, { ...report, drafts });
    if (saved === null) throw noSuchLead();
    return { saved };
  });
}

async function check(tx: TxCtx, report: DraftsReport) {
  const { campaign_id, lead_id: leadId, drafts = [] } = report;
  const ground = await findGround(tx, { leadId, more: [await findSequenceWords(tx, campaign_id)] });
  if (!ground) throw noSuchLead();
  return checkDrafts(drafts, ground, { isLast: (await countDraftFailures(tx, report)) > 0 });
}
