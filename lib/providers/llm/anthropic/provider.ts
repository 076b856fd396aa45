import { requestJson, type StreamRequest } from "../../http/request-json";
import type { ChatRequest, LanguageModel } from "../port";
import { toAnswer, toBody } from "./map";
import { AnthropicMessage } from "./schemas";
import { streamAnswer } from "./stream-answer";

export const OFFICIAL_URL = "https://api.anthropic.com";
export const TIMEOUT_MS = 50_000;
export const DEFAULT_MODEL = "claude-haiku-4-5";

type Options = { apiKey: string; defaultModel: string | undefined; baseUrl?: string };

export function anthropicModel({
  apiKey,
  defaultModel = DEFAULT_MODEL,
  baseUrl = OFFICIAL_URL,
}: Options): LanguageModel {
  const call = (request: ChatRequest, signal: AbortSignal, more: Record<string, unknown> = {}): StreamRequest => ({
    vendor: "anthropic",
    url: `${baseUrl}/v1/messages`,
    init: {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": apiKey, "anthropic-version": "2023-06-01" },
      body: JSON.stringify({ ...toBody(request), ...more }),
    },
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  return {
    provider: "anthropic",
    defaultModel,
    complete: async (request, signal) =>
      toAnswer(await requestJson({ ...call(request, signal), schema: AnthropicMessage }), request),
    stream: (request, signal) => streamAnswer(call(request, signal, { stream: true }), request),
  };
}
