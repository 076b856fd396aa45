import { otherMethods } from "@/lib/http/refusal-route";
import { framesResponse } from "@/lib/http/sse";
import { gatewayRoute } from "@/lib/http/webhook-token-route";
import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { ChatCompletionRequest } from "@/lib/metering/llm-gateway/schemas";
import { streamChat } from "@/lib/metering/llm-gateway/stream-chat";

/** POST /api/llm/v1/chat/completions: OpenAI-shaped, streamed when asked; the bearer token is the workspace's webhook token. */
export const POST = gatewayRoute({
  input: { body: ChatCompletionRequest },
  handler: async (ctx, { body }, request) => {
    const { headers } = request;
    const call = { request: body, campaignId: headers.get("x-campaign-id"), leadId: headers.get("x-lead-id") };
    if (!body.stream) return completeChat(ctx, call);
    return framesResponse({ request, ctx }, (gone) => streamChat(ctx, { ...call, gone }));
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
