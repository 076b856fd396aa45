import { ResearchReport } from "@/lib/contracts/engine-research";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { saveResearch } from "@/lib/outreach/sequence/save-research";

/** POST /api/engine/research: the research note of one lead */
export const POST = engineRoute({
  input: { body: ResearchReport },
  handler: (ctx, { body }) => saveResearch(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
