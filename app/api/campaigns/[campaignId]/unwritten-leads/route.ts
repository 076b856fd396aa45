import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { listUnwrittenLeads } from "@/lib/outreach/drafts/list-unwritten-leads";
import { ListUnwrittenLeadsQuery } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaigns/:campaignId/unwritten-leads?cursor= → { data: [lead with the reason], total, next_cursor } */
export const GET = workspaceRoute({
  input: { params: CampaignRef, query: ListUnwrittenLeadsQuery },
  handler: (ctx, { params, query }) => listUnwrittenLeads(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
