import { deleteCampaign } from "@/lib/outreach/campaigns/delete-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { CampaignRef, UpdateCampaign } from "@/lib/outreach/campaigns/schemas";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaigns/:campaignId */
export const GET = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => getCampaign(ctx, params),
});

/** PATCH /api/campaigns/:campaignId { name?, daily_limit?, send_window?, step_delays_days? } */
export const PATCH = workspaceRoute({
  input: { params: CampaignRef, body: UpdateCampaign },
  handler: (ctx, { params, body }) => updateCampaign(ctx, { ...params, ...body }),
});

/** DELETE /api/campaigns/:campaignId → { id, name, unsent_deleted } */
export const DELETE = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => deleteCampaign(ctx, params),
});

export const { POST, PUT, OPTIONS } = otherMethods({ GET, PATCH, DELETE });
