import { listCampaignGroups } from "@/lib/outreach/campaigns/list-campaign-groups";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaign-groups?workspace_id= */
export const GET = workspaceRoute({
  input: {},
  handler: async (ctx) => ({ data: await listCampaignGroups(ctx), next_cursor: null }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
