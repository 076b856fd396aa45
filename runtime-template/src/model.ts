import type { Environment } from "./env.ts";

const TIMEOUT_MS = 120_000;

export type Message = { role: "system" | "user" | "assistant"; content: string };
export type ModelAnswer = { status: number; body: unknown };

/**
 * Asks a model through Greenlight's gateway with the company's token: OpenAI's chat completions, within the budget of the company's
 * workspace. No vendor's key is here. A client of OpenAI works as well, with `GREENLIGHT_URL` + `/api/runtime/llm/v1` as its base address.
 */
export async function askModel(
  { greenlightUrl, greenlightToken }: Environment,
  request: { messages: readonly Message[]; model?: string; max_tokens?: number },
): Promise<ModelAnswer> {
  const answer = await fetch(new URL("/api/runtime/llm/v1/chat/completions", greenlightUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${greenlightToken}`, "content-type": "application/json" },
    body: JSON.stringify(request),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

/** A question as it was sent; null when it is none. */
export function readQuestion(text: string): { messages: Message[] } | null {
  try {
    const { messages } = JSON.parse(text) as { messages?: unknown };
    return Array.isArray(messages) && messages.length > 0 ? { messages: messages as Message[] } : null;
  } catch {
    return null;
  }
}
