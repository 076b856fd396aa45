import { completeCampaign } from "@/lib/outreach/campaigns/complete-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/complete */
export const POST = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => completeCampaign(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
