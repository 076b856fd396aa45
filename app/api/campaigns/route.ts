import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { CreateCampaign, ListCampaignsQuery } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaigns?workspace_id= → the campaigns with how far each step is */
export const GET = workspaceRoute({
  input: { query: ListCampaignsQuery },
  handler: (ctx, { query }) => listCampaigns(ctx, query),
});

/** POST /api/campaigns { workspace_id, name, campaign_group_id? } → 201 a draft */
export const POST = workspaceRoute({
  input: { body: CreateCampaign },
  status: 201,
  handler: (ctx, { body }) => createCampaign(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
