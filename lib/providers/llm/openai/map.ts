import type { ChatAnswer, ChatRequest } from "../port";
import { tokensByBytes, unusable } from "../uncounted";
import { thoughtsOf, type ChatCompletion } from "./schemas";

/** Models that think first take neither a temperature nor `max_tokens`. */
const REASONING = /^(gpt-5|o\d)/;

/** Whether a model thinks before it writes: tokens that are paid for and are not in the answer. */
export const thinks = (model: string): boolean => REASONING.test(model);

export function toBody(request: ChatRequest, official: boolean): Record<string, unknown> {
  const { model, messages, temperature, maxTokens, json } = request;
  return {
    model,
    messages,
    [official ? "max_completion_tokens" : "max_tokens"]: maxTokens,
    ...(temperature !== undefined && !(official && thinks(model)) && { temperature }),
    ...(json && { response_format: { type: "json_object" } }),
  };
}

export function toAnswer(completion: ChatCompletion, request: ChatRequest): ChatAnswer {
  const { model, choices, usage } = completion;
  const [choice] = choices ?? [];
  if (!choice) throw unusable("openai", completion);
  const text = choice.message?.content || choice.text || "";
  const bytes = Buffer.byteLength(text + thoughtsOf(choice.message));
  return {
    model: model || request.model,
    text,
    tokens: usage ?? tokensByBytes(request, bytes),
    finish: choice.finish_reason === "length" ? "length" : "stop",
  };
}
