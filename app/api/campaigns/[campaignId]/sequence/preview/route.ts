import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import { PreviewSequence } from "@/lib/outreach/sequence/schemas";

/** POST /api/campaigns/:campaignId/sequence/preview { step, variant?, lead_id?, steps?, signature? } → the email as the lead would get it */
export const POST = workspaceRoute({
  input: { params: CampaignRef, body: PreviewSequence },
  handler: (ctx, { params, body }) => previewSequence(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
