import { env } from "@/lib/platform/env";
import { anthropicModel } from "./anthropic/provider";
import { anthropicToolModel } from "./anthropic/tool-model";
import { offlinePlanner } from "./offline/provider";
import { offlineToolModel } from "./offline/tool-model";
import { openAiModel } from "./openai/provider";
import { openAiToolModel } from "./openai/tool-model";
import type { LanguageModel, ToolModel } from "./port";

/** The configured model: Anthropic's or OpenAI's when its key is set, an OpenAI-compatible server when its address is, else the offline planner. */
export function languageModel(): LanguageModel {
  const { ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL, LLM_MODEL } = env();
  if (OPENAI_API_KEY || OPENAI_BASE_URL)
    return openAiModel({ apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, defaultModel: LLM_MODEL });
  if (ANTHROPIC_API_KEY) return anthropicModel({ apiKey: ANTHROPIC_API_KEY, defaultModel: LLM_MODEL });
  return offlinePlanner;
}

/** The same model, to be driven with tools and schemas. */
export function toolModel(): ToolModel {
  const { ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL, LLM_MODEL } = env();
  if (OPENAI_API_KEY || OPENAI_BASE_URL)
    return openAiToolModel({ apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, modelId: LLM_MODEL });
  if (ANTHROPIC_API_KEY) return anthropicToolModel({ apiKey: ANTHROPIC_API_KEY, modelId: LLM_MODEL });
  return offlineToolModel;
}
