import { createAnthropic } from "@ai-sdk/anthropic";
import { vendorFetch } from "../../http/vendor-fetch";
import type { ToolModel } from "../port";
import { knownEvents } from "./known-events";
import { DEFAULT_MODEL, OFFICIAL_URL, TIMEOUT_MS } from "./provider";

type Options = { apiKey: string; modelId: string | undefined; baseUrl?: string };

/** Anthropic's messages, with tools and schemas. */
export function anthropicToolModel({ apiKey, modelId = DEFAULT_MODEL, baseUrl = OFFICIAL_URL }: Options): ToolModel {
  const provider = createAnthropic({
    baseURL: `${baseUrl}/v1`,
    apiKey,
    fetch: vendorFetch({ vendor: "anthropic", timeoutMs: TIMEOUT_MS, through: knownEvents }),
  });
  return {
    provider: "anthropic",
    label: `Anthropic ${modelId}`,
    thinks: false,
    model: provider.languageModel(modelId),
  };
}
