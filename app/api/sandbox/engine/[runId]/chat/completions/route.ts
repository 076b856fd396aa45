import { otherMethods } from "@/lib/http/refusal-route";
import { gatewayRoute } from "@/lib/http/webhook-token-route";
import { ChatCompletionRequest } from "@/lib/metering/llm-gateway/schemas";
import { rehearseCompletion } from "@/lib/operations/sandbox/rehearse-completion";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/chat/completions: OpenAI-shaped, for the test person; costs nothing and is limited by number */
export const POST = gatewayRoute({
  input: { params: RunRef, body: ChatCompletionRequest },
  handler: (ctx, { params, body }) => rehearseCompletion(ctx, { ...params, request: body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
