import { SourcesRequest } from "@/lib/contracts/engine-research";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { gatherSources } from "@/lib/outreach/research/gather-sources";

/** POST /api/engine/sources: the texts that the connected sources have about one lead */
export const POST = engineRoute({
  input: { body: SourcesRequest },
  handler: (ctx, { body }) => gatherSources(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
