import { otherMethods } from "@/lib/http/refusal-route";
import { runtimeRoute } from "@/lib/http/runtime-route";
import { framesResponse } from "@/lib/http/sse";
import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { ChatCompletionRequest } from "@/lib/metering/llm-gateway/schemas";
import { streamChat } from "@/lib/metering/llm-gateway/stream-chat";

/** POST /api/runtime/llm/v1/chat/completions: OpenAI-shaped, streamed when asked; the bearer token is that of a company's own runtime. */
export const POST = runtimeRoute({
  feature: "runtimes",
  input: { body: ChatCompletionRequest },
  handler: async (ctx, { body }, request) => {
    const call = { request: body, campaignId: null };
    if (!body.stream) return completeChat(ctx, call);
    return framesResponse({ request, ctx }, (gone) => streamChat(ctx, { ...call, gone }));
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
