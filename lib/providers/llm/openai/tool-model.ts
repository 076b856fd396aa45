import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { vendorFetch } from "../../http/vendor-fetch";
import type { ToolModel } from "../port";
import { thinks } from "./map";
import { DEFAULT_MODEL, OFFICIAL_URL, TIMEOUT_MS } from "./provider";

type Options = { apiKey: string | undefined; baseUrl: string | undefined; modelId: string | undefined };

/** OpenAI, or a server that speaks its language, with tools and schemas. */
export function openAiToolModel({ apiKey, baseUrl = OFFICIAL_URL, modelId = DEFAULT_MODEL }: Options): ToolModel {
  const url = baseUrl.replace(/\/+$/, "");
  const official = url === OFFICIAL_URL;
  const provider = createOpenAICompatible({
    name: "openai",
    baseURL: url,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
    fetch: vendorFetch({ vendor: "openai", timeoutMs: TIMEOUT_MS }),
    transformRequestBody: official ? toOfficialBody : undefined,
  });
  return {
    provider: official ? "openai" : "openai-compatible",
    label: official ? `OpenAI ${modelId}` : modelId,
    thinks: official && thinks(modelId),
    model: provider.chatModel(modelId),
  };
}

/** OpenAI's newer name for the limit; models that think take no temperature. */
const toOfficialBody = ({ max_tokens, temperature, ...body }: Record<string, unknown>): Record<string, unknown> => ({
  ...body,
  max_completion_tokens: max_tokens,
  ...(!thinks(String(body.model)) && { temperature }),
});
