import type { ChatAnswer, ChatRequest } from "../port";
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

export function toAnswer(message: AnthropicMessage): ChatAnswer {
  return {
    model: message.model,
    text: message.content.map(({ type, text }) => (type === "text" ? (text ?? "") : "")).join(""),
    tokens: { in: message.usage.input_tokens, out: message.usage.output_tokens },
    finish: toFinish(message.stop_reason),
  };
}

export const toFinish = (reason: string | null | undefined): ChatAnswer["finish"] =>
  reason === "max_tokens" ? "length" : "stop";
