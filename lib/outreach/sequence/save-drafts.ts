import type { DraftsAnswer, DraftsReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { findHoles } from "./find-holes";
import { noSuchLead, requireCampaign } from "./require-campaign";
import { callFailDrafts, callSaveDrafts } from "./store-preparation";

/**
 * Stores the drafts of a lead, over those of before; a step that was edited or decided, claimed or sent stays as it is. One
 * with a hole is stored, shown and never sent. An answer without usable drafts is counted: after the third the lead is asked for no more. 404 for a foreign campaign or lead.
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
    const drafts = (report.drafts ?? []).map((draft) => ({ ...draft, holes: findHoles(draft) }));
    const saved = await callSaveDrafts(tx, { ...report, drafts });
    if (saved === null) throw noSuchLead();
    return { saved };
  });
}
