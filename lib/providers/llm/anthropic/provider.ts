import { requestJson } from "../../http/request-json";
import type { LanguageModel } from "../port";
import { toAnswer, toBody } from "./map";
import { AnthropicMessage } from "./schemas";

const TIMEOUT_MS = 50_000;

type Options = { apiKey: string; defaultModel: string | undefined; baseUrl?: string };

export function anthropicModel({
  apiKey,
  defaultModel = "claude-haiku-4-5",
  baseUrl = "https://api.anthropic.com",
}: Options): LanguageModel {
  return {
    provider: "anthropic",
    defaultModel,
    complete: async (request, signal) => {
      const message = await requestJson({
        vendor: "anthropic",
        url: `${baseUrl}/v1/messages`,
        init: {
          method: "POST",
          headers: { "content-type": "application/json", "x-api-key": apiKey, "anthropic-version": "2023-06-01" },
          body: JSON.stringify(toBody(request)),
        },
        schema: AnthropicMessage,
        timeoutMs: TIMEOUT_MS,
        signal,
      });
      return toAnswer(message);
    },
  };
}
