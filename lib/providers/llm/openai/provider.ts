import { requestJson, type StreamRequest } from "../../http/request-json";
import type { ChatRequest, LanguageModel } from "../port";
import { toAnswer, toBody } from "./map";
import { ChatCompletion } from "./schemas";
import { streamAnswer } from "./stream-answer";

export const OFFICIAL_URL = "https://api.openai.com/v1";
export const TIMEOUT_MS = 50_000;
export const DEFAULT_MODEL = "gpt-4.1-mini";

type Options = { apiKey: string | undefined; baseUrl: string | undefined; defaultModel: string | undefined };

/** OpenAI, or a server that speaks its language: then its prices are its own, and nobody's here. */
export function openAiModel({ apiKey, baseUrl = OFFICIAL_URL, defaultModel = DEFAULT_MODEL }: Options): LanguageModel {
  const url = baseUrl.replace(/\/+$/, "");
  const official = url === OFFICIAL_URL;
  const call = (request: ChatRequest, signal: AbortSignal, more: Record<string, unknown> = {}): StreamRequest => ({
    vendor: "openai",
    url: `${url}/chat/completions`,
    init: {
      method: "POST",
      headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({ ...toBody(request, official), ...more }),
    },
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  return {
    provider: official ? "openai" : "openai-compatible",
    defaultModel,
    complete: async (request, signal) =>
      toAnswer(await requestJson({ ...call(request, signal), schema: ChatCompletion }), request),
    stream: (request, signal) =>
      streamAnswer(call(request, signal, { stream: true, stream_options: { include_usage: true } }), request),
  };
}
