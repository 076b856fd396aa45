import { SourcesRequest } from "@/lib/contracts/engine-research";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { rehearseSources } from "@/lib/operations/sandbox/rehearse-sources";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/sources: none for the test person */
export const POST = engineRoute({
  input: { params: RunRef, body: SourcesRequest },
  handler: (ctx, { params }) => rehearseSources(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
