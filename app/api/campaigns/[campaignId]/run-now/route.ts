import { runNow } from "@/lib/outreach/campaigns/run-now";
import { CampaignRef, RunNow } from "@/lib/outreach/campaigns/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/campaigns/:campaignId/run-now { step } → 202 */
export const POST = workspaceRoute({
  input: { params: CampaignRef, body: RunNow },
  status: 202,
  handler: (ctx, { params, body }) => runNow(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
