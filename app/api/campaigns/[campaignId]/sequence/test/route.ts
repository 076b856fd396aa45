import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { TestSequence } from "@/lib/outreach/drafts/schemas";
import { testSequence } from "@/lib/outreach/drafts/test-sequence";

/** POST /api/campaigns/:campaignId/sequence/test { step, variant?, lead_id?, steps?, signature?, to? } → { to }: one's own address */
export const POST = workspaceRoute({
  input: { params: CampaignRef, body: TestSequence },
  handler: (ctx, { params, body }) => testSequence(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
