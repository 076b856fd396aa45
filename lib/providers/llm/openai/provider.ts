import { requestJson } from "../../http/request-json";
import type { LanguageModel } from "../port";
import { toAnswer, toBody } from "./map";
import { ChatCompletion } from "./schemas";

const OFFICIAL_URL = "https://api.openai.com/v1";
const TIMEOUT_MS = 50_000;

type Options = { apiKey: string | undefined; baseUrl: string | undefined; defaultModel: string | undefined };

/** OpenAI, or a server that speaks its language: then its prices are its own, and nobody's here. */
export function openAiModel({ apiKey, baseUrl = OFFICIAL_URL, defaultModel = "gpt-4.1-mini" }: Options): LanguageModel {
  const url = baseUrl.replace(/\/+$/, "");
  const official = url === OFFICIAL_URL;
  return {
    provider: official ? "openai" : "openai-compatible",
    defaultModel,
    complete: async (request, signal) => {
      const completion = await requestJson({
        vendor: "openai",
        url: `${url}/chat/completions`,
        init: {
          method: "POST",
          headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
          body: JSON.stringify(toBody(request, official)),
        },
        schema: ChatCompletion,
        timeoutMs: TIMEOUT_MS,
        signal,
      });
      return toAnswer(completion, request);
    },
  };
}
