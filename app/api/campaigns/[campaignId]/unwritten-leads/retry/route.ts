import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { retryUnwrittenLeads } from "@/lib/outreach/drafts/retry-unwritten-leads";
import { RetryUnwrittenLeads } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/unwritten-leads/retry { lead_ids? } → { retried } */
export const POST = workspaceRoute({
  input: { params: CampaignRef, body: RetryUnwrittenLeads },
  handler: (ctx, { params, body }) => retryUnwrittenLeads(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
