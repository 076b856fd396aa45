import type { ChatCompletionAnswer } from "./schemas";

const PIECE = /[\s\S]{1,160}/gu;

/**
 * A finished answer as the server-sent events of a streaming one (`chat.completion.chunk` … `[DONE]`): the budget is settled before the
 * first byte goes out, so a stream that breaks off has been counted.
 */
export function* streamChunks(answer: ChatCompletionAnswer, includeUsage: boolean): Generator<string, void> {
  const [choice] = answer.choices;
  const head = { id: answer.id, object: "chat.completion.chunk", created: answer.created, model: answer.model };
  const chunk = (delta: object, finish_reason: string | null = null): string =>
    frame({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }] });

  yield chunk({ role: "assistant", content: "" });
  for (const [content] of (choice?.message.content ?? "").matchAll(PIECE)) yield chunk({ content });
  yield chunk({}, choice?.finish_reason ?? "stop");
  if (includeUsage) yield frame({ ...head, choices: [], usage: answer.usage });
  yield "data: [DONE]\n\n";
}

const frame = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
