import { z } from "zod";
import { readRecommendationLink } from "@/lib/autopilot/nightshift/read-recommendation-link";
import { confirmationOfRecommendation } from "@/lib/autopilot/nightshift/take-recommendation-link";
import { publicRoute } from "@/lib/http/public-route";
import { readBytes } from "@/lib/http/read-json";
import { otherMethods } from "@/lib/http/refusal-route";
import { failurePage, questionPage, unknownPage } from "./recommendation-page";
import { takeDecision } from "./take-decision";

const LinkRef = z.object({ token: z.string().max(2000) });

/** GET /n/:token → the decision that the link would take; changes nothing, so that link scanners may follow it */
export const GET = publicRoute({
  input: { params: LinkRef },
  failurePage,
  handler: async (ctx, { params: { token } }) => {
    const linked = await readRecommendationLink(ctx, token);
    return linked ? questionPage(linked, confirmationOfRecommendation(token)) : unknownPage();
  },
});

/** POST /n/:token, by the form of that page → decided */
export const POST = publicRoute({
  input: { params: LinkRef },
  failurePage,
  handler: async (ctx, { params: { token } }, request) =>
    takeDecision(ctx, token, (await readBytes(request)).toString("latin1")),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
