import type { ResearchAnswer, ResearchReport } from "@/lib/contracts/engine-research";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { keepFindings } from "@/lib/outreach/research/keep-findings";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { noSuchLead, requireCampaign } from "./require-campaign";
import { callSaveResearch } from "./store-preparation";

/** Stores the research note of a lead, over an earlier one, with the findings that their sources bear out. 404 for a foreign campaign or lead. */
export async function saveResearch(ctx: WorkspaceCtx, report: ResearchReport): Promise<ResearchAnswer> {
  requirePermission(ctx, "sequence.write");

  // No event: notes come by the thousand; a draft made of them shows.
  return withTransaction(ctx, async (tx) => {
    await requireCampaign(tx, report.campaign_id);
    if (!(await callSaveResearch(tx, report))) throw noSuchLead();
    const { lead_id: leadId, findings } = report;
    return { saved: true, ...(findings && (await keepFindings(tx, { leadId, reported: findings }))) };
  });
}
