import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { ChatAnswer } from "@/lib/providers/llm/port";
import type { ChatCompletionAnswer } from "./schemas";

/** A model's answer in OpenAI's shape. */
export function toCompletion(
  { requestId, now }: WorkspaceCtx,
  { model, text, tokens, finish }: ChatAnswer,
): ChatCompletionAnswer {
  return {
    id: `chatcmpl-${requestId}`,
    object: "chat.completion",
    created: Math.floor(now().getTime() / 1000),
    model,
    choices: [
      { index: 0, message: { role: "assistant", content: text, refusal: null }, logprobs: null, finish_reason: finish },
    ],
    usage: { prompt_tokens: tokens.in, completion_tokens: tokens.out, total_tokens: tokens.in + tokens.out },
  };
}
