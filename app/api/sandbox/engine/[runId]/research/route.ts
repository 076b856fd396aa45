import { ResearchReport } from "@/lib/contracts/engine-research";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { keepRehearsedResearch } from "@/lib/operations/sandbox/keep-rehearsed-research";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/research: kept with the run, and nowhere else */
export const POST = engineRoute({
  input: { params: RunRef, body: ResearchReport },
  handler: (ctx, { params, body }) => keepRehearsedResearch(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
