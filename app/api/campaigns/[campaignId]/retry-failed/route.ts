import { retryFailedEmails } from "@/lib/outreach/sequence/retry-failed-emails";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/retry-failed → { retried, cancelled } */
export const POST = workspaceRoute({
  input: { params: CampaignRef },
  handler: (ctx, { params }) => retryFailedEmails(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
