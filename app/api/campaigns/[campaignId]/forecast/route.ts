import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaigns/:campaignId/forecast → { time_zone, next_due_at, steps, days } */
export const GET = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => forecastCampaign(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
