import { gatewayRoute } from "@/lib/http/webhook-token-route";
import { completeChat } from "@/lib/llm-gateway/complete-chat";
import { ChatCompletionRequest } from "@/lib/llm-gateway/schemas";
import { streamChunks } from "@/lib/llm-gateway/stream-chunks";

/** POST /api/llm/v1/chat/completions: OpenAI-shaped; the bearer token is the workspace's webhook token. */
export const POST = gatewayRoute({
  input: { body: ChatCompletionRequest },
  handler: async (ctx, { body }, request) => {
    const answer = await completeChat(ctx, { request: body, campaignId: request.headers.get("x-campaign-id") });
    if (!body.stream) return answer;
    const chunks = [...streamChunks(answer, body.stream_options?.include_usage === true)];
    return new Response(chunks.join(""), {
      headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" },
    });
  },
});
