import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Drift } from "./schemas";
import { selectCampaignDrifts } from "./store";

/** Where n8n differs from a campaign's row, seen at least twice a minute apart; newest first. */
export async function listCampaignDrifts(ctx: WorkspaceCtx, { campaignId }: CampaignRef): Promise<{ data: Drift[] }> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => ({ data: await selectCampaignDrifts(tx, campaignId) }));
}
