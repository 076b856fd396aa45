import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { ListDraftsQuery } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/campaigns/:campaignId/drafts?step=&status=&cursor= → { data: [draft as received, with its hash], next_cursor } */
export const GET = workspaceRoute({
  input: { params: CampaignRef, query: ListDraftsQuery },
  handler: (ctx, { params, query }) => listDrafts(ctx, { ...params, ...query }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
