import { otherMethods } from "@/lib/http/refusal-route";
import { gatewayRoute } from "@/lib/http/webhook-token-route";
import { listModels } from "@/lib/metering/llm-gateway/list-models";

/** GET /api/llm/v1/models: OpenAI-shaped; the bearer token is the workspace's webhook token. */
export const GET = gatewayRoute({ input: {}, handler: (ctx) => listModels(ctx) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
