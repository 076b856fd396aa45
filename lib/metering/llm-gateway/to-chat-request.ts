import type { ChatRequest, LanguageModel } from "@/lib/providers/llm/port";
import type { ChatCompletionRequest } from "./schemas";

const DEFAULT_MAX_TOKENS = 4_000;
/** Names that mean "whichever model is configured". */
const ANY_MODEL = new Set(["", "default", "auto", "offline planner"]);

/** An OpenAI-shaped request as our models take it. */
export function toChatRequest(request: ChatCompletionRequest, model: LanguageModel): ChatRequest {
  const named = request.model?.trim() ?? "";
  return {
    model: ANY_MODEL.has(named.toLowerCase()) ? model.defaultModel : named,
    messages: request.messages,
    temperature: request.temperature ?? undefined,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? DEFAULT_MAX_TOKENS,
    json: request.response_format?.type === "json_object",
  };
}
