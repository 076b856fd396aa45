import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/activate */
export const POST = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => activateCampaign(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
