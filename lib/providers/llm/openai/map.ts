import type { ChatAnswer, ChatRequest } from "../port";
import type { ChatCompletion } from "./schemas";

/** Models that think first take neither a temperature nor `max_tokens`. */
const REASONING = /^(gpt-5|o\d)/;

/** Whether a model thinks before it writes: tokens that are paid for and nobody sees. */
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

export const bytesOf = ({ messages }: ChatRequest): number =>
  messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);

/** A server that does not count is charged for the bytes: never fewer tokens than there were. */
export function toAnswer(completion: ChatCompletion, request: ChatRequest): ChatAnswer {
  const [choice] = completion.choices;
  const text = choice?.message.content ?? "";
  return {
    model: completion.model,
    text,
    tokens: {
      in: completion.usage?.prompt_tokens ?? bytesOf(request),
      out: completion.usage?.completion_tokens ?? Buffer.byteLength(text),
    },
    finish: choice?.finish_reason === "length" ? "length" : "stop",
  };
}
