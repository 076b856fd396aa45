import { dismissRecommendation } from "@/lib/autopilot/nightshift/dismiss-recommendation";
import { DismissRecommendation, RecommendationRef } from "@/lib/autopilot/nightshift/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST { reason } → the dismissed recommendation */
export const POST = projectRoute({
  input: { params: RecommendationRef, body: DismissRecommendation },
  handler: (ctx, { params, body }) => dismissRecommendation(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
