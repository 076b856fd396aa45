import type { DraftsAnswer, DraftsReport } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { noSuchLead, requireCampaign } from "./require-campaign";
import { callSaveDrafts } from "./store-preparation";

/** Stores the drafts of a lead, over those that wait; a step that was claimed or sent stays as it went out. 404 for a foreign campaign or lead. */
export async function saveDrafts(ctx: WorkspaceCtx, report: DraftsReport): Promise<DraftsAnswer> {
  requirePermission(ctx, "sequence.write");

  // No event: drafts come by the thousand; the campaign's progress counts them.
  return withTransaction(ctx, async (tx) => {
    await requireCampaign(tx, report.campaign_id);
    const saved = await callSaveDrafts(tx, report);
    if (saved === null) throw noSuchLead();
    return { saved };
  });
}
