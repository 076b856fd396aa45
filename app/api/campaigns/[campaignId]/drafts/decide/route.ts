import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { decideDrafts } from "@/lib/outreach/drafts/decide-drafts";
import { DecideDrafts } from "@/lib/outreach/drafts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/drafts/decide { decision, items: [{ id, hash }] } → { decided, items: [{ id, status }] } */
export const POST = workspaceRoute({
  input: { params: CampaignRef, body: DecideDrafts },
  handler: (ctx, { params, body }) => decideDrafts(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
