import { repairCampaign } from "@/lib/outreach/campaigns/repair-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/repair → 202 */
export const POST = workspaceRoute({
  input: { params: CampaignRef },
  status: 202,
  handler: (ctx, { params }) => repairCampaign(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
