import { env } from "@/lib/platform/env";
import { anthropicModel } from "./anthropic/provider";
import { offlinePlanner } from "./offline/provider";
import { openAiModel } from "./openai/provider";
import type { LanguageModel } from "./port";

/** The configured model: Anthropic's or OpenAI's when its key is set, an OpenAI-compatible server when its address is, else the offline planner. */
export function languageModel(): LanguageModel {
  const { ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENAI_BASE_URL, LLM_MODEL } = env();
  if (OPENAI_API_KEY || OPENAI_BASE_URL)
    return openAiModel({ apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, defaultModel: LLM_MODEL });
  if (ANTHROPIC_API_KEY) return anthropicModel({ apiKey: ANTHROPIC_API_KEY, defaultModel: LLM_MODEL });
  return offlinePlanner;
}
