import type { DraftsAnswer, DraftsReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { findHoles } from "./find-holes";
import { noSuchLead, requireCampaign } from "./require-campaign";
import { callFailDrafts, callSaveDrafts } from "./store-preparation";
import { withoutSignature } from "./without-signature";

/**
 * Stores the drafts of a lead, over those of before and without a signature, which is added when they are sent; a step that was edited or
 * decided, claimed or sent, or that its founder wrote, stays as it is. One with a hole is stored, shown and never sent. An answer without usable drafts is counted: after the third the lead is asked for no more. 404 for a foreign campaign or lead.
 */
export async function saveDrafts(ctx: WorkspaceCtx, report: DraftsReport): Promise<DraftsAnswer> {
  requirePermission(ctx, "sequence.write");

  // No event: drafts come by the thousand; the campaign's progress counts them.
  return withTransaction(ctx, async (tx) => {
    await requireCampaign(tx, report.campaign_id);
    if (report.failure !== undefined) {
      if ((await callFailDrafts(tx, report, report.failure)) === null) throw noSuchLead();
      return { saved: 0, failure: report.failure };
    }
    const drafts = (report.drafts ?? []).map(({ step, subject, body }) => {
      const text = { subject, body: withoutSignature(body) };
      return { step, ...text, holes: findHoles(text) };
    });
    const saved = await callSaveDrafts(tx, { ...report, drafts });
    if (saved === null) throw noSuchLead();
    return { saved };
  });
}
