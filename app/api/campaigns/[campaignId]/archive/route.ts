import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/archive */
export const POST = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => archiveCampaign(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
