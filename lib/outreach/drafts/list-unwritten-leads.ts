import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { requireCampaign } from "@/lib/outreach/sequence/require-campaign";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ListUnwrittenLeadsQuery, UnwrittenLead } from "./schemas";
import { countUnwrittenLeads, selectUnwrittenLeads } from "./store-unwritten";

type Page = { data: UnwrittenLead[]; total: number; next_cursor: string | null };

/** Leads of a campaign that the writer is asked for no more after three unusable answers, each with the last reason. 404 `campaign.not_found`. */
export async function listUnwrittenLeads(
  ctx: WorkspaceCtx,
  { campaignId, cursor, limit }: CampaignRef & ListUnwrittenLeadsQuery,
): Promise<Page> {
  requirePermission(ctx, "drafts.read");
  return withReadTransaction(ctx, async (tx) => {
    await requireCampaign(tx, campaignId);
    const found = await selectUnwrittenLeads(tx, { campaignId, cursor, limit: limit + 1 });
    const data = found.slice(0, limit);
    const next_cursor = found.length > limit ? (data.at(-1)?.lead_id ?? null) : null;
    return { data, total: await countUnwrittenLeads(tx, campaignId), next_cursor };
  });
}
