import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { saveSequence } from "@/lib/outreach/sequence/save-sequence";
import { SaveSequence } from "@/lib/outreach/sequence/schemas";

/** GET /api/campaigns/:campaignId/sequence → { revision, steps, signature, variables, results, … } */
export const GET = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => getSequence(ctx, params),
});

/** PUT /api/campaigns/:campaignId/sequence { revision, steps, signature? } → the same, with voided_approvals and rewritten */
export const PUT = workspaceRoute({
  input: { params: CampaignRef, body: SaveSequence },
  handler: (ctx, { params, body }) => saveSequence(ctx, { ...params, ...body }),
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods({ GET, PUT });
