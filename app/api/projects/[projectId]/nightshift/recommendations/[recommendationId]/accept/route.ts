import { acceptRecommendation } from "@/lib/autopilot/nightshift/accept-recommendation";
import { RecommendationRef } from "@/lib/autopilot/nightshift/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST → the accepted recommendation, with its proposal where it has an action */
export const POST = projectRoute({
  input: { params: RecommendationRef },
  handler: (ctx, { params }) => acceptRecommendation(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
