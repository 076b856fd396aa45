import { AppError, type ErrorKind } from "@/lib/platform/errors";
import type { ChatEnd } from "@/lib/providers/llm/port";

type Head = { id: string; created: number; model: string };

const frame = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

const chunk = ({ id, created, model }: Head, more: object): string =>
  frame({ id, object: "chat.completion.chunk", created, model, ...more });

const choice = (head: Head, delta: object, finish_reason: string | null = null): string =>
  chunk(head, { choices: [{ index: 0, delta, logprobs: null, finish_reason }] });

/** Says who speaks; the first chunk of an answer. */
export const openingChunk = (head: Head): string => choice(head, { role: "assistant", content: "" });

export const textChunk = (head: Head, content: string): string => choice(head, { content });

/** The end of an answer that is whole: why it ended, what it used when that was asked for, `[DONE]`. */
export function* endChunks(head: Head, end: ChatEnd, includeUsage: boolean): Generator<string, void> {
  const { tokens, model, finish } = end;
  const usage = { prompt_tokens: tokens.in, completion_tokens: tokens.out, total_tokens: tokens.in + tokens.out };
  yield choice({ ...head, model }, {}, finish);
  if (includeUsage) yield chunk({ ...head, model }, { choices: [], usage });
  yield "data: [DONE]\n\n";
}

const TYPES: Partial<Record<ErrorKind, string>> = { forbidden: "permission_error", over_budget: "insufficient_quota" };

/** The last chunk of an interrupted answer, as in OpenAI's own streams; no `[DONE]` follows. */
export function errorChunk(error: unknown, requestId: string): string {
  const known = error instanceof AppError && error.kind !== "internal" ? error : null;
  return frame({
    error: {
      message: known?.message ?? "Something went wrong on our side. Try again; if it stays, tell us the request id.",
      type: (known && TYPES[known.kind]) ?? "server_error",
      param: null,
      code: known?.code ?? "internal",
      request_id: requestId,
    },
  });
}
