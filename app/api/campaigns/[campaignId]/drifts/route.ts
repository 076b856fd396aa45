import { listCampaignDrifts } from "@/lib/operations/watchdog/list-campaign-drifts";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaigns/:campaignId/drifts */
export const GET = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => listCampaignDrifts(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
