import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getAudience } from "@/lib/outreach/campaigns/get-audience";
import { saveAudience } from "@/lib/outreach/campaigns/save-audience";
import { CampaignRef, SaveAudience } from "@/lib/outreach/campaigns/schemas";

/** GET /api/campaigns/:campaignId/audience → { list_ids, tags, company, not_contacted_days, people, contacted } */
export const GET = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => getAudience(ctx, params),
});

/** PUT /api/campaigns/:campaignId/audience { list_ids?, tags?, company?, not_contacted_days? } */
export const PUT = workspaceRoute({
  input: { params: CampaignRef, body: SaveAudience },
  handler: (ctx, { params, body }) => saveAudience(ctx, { ...params, ...body }),
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods({ GET, PUT });
