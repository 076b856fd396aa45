import type { ChatAnswer, ChatRequest } from "../port";
import { tokensByBytes, unusable } from "../uncounted";
import type { AnthropicMessage } from "./schemas";

/** Instructions are a field of their own here; at least one message must remain. */
export function toBody({ model, messages, temperature, maxTokens }: ChatRequest): Record<string, unknown> {
  const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const turns = messages.filter(({ role }) => role !== "system");
  return {
    model,
    max_tokens: maxTokens,
    ...(system.length > 0 && turns.length > 0 && { system: system.join("\n\n") }),
    messages: turns.length > 0 ? turns : [{ role: "user", content: system.join("\n\n") }],
    ...(temperature !== undefined && { temperature: Math.min(1, temperature) }),
  };
}

export function toAnswer(message: AnthropicMessage, request: ChatRequest): ChatAnswer {
  if (!message.content) throw unusable("anthropic", message);
  const text = message.content.map((part) => (part.type === "text" ? (part.text ?? "") : "")).join("");
  return {
    model: message.model || request.model,
    text,
    tokens: message.usage ?? tokensByBytes(request, Buffer.byteLength(text)),
    finish: toFinish(message.stop_reason),
  };
}

export const toFinish = (reason: string | null | undefined): ChatAnswer["finish"] =>
  reason === "max_tokens" ? "length" : "stop";
