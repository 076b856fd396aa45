import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { redactText } from "@/lib/platform/redact";

export type Answered = { text: string; calls: { name: string; input: string }[] };

/** As much as any of our contexts holds; a longer text is cut in the log. */
const LONGEST_TEXT = 200_000;

/** Postgres keeps neither NUL nor half a pair of surrogates. */
const storable = (text: string): string =>
  redactText(text.slice(0, LONGEST_TEXT)).toWellFormed().replaceAll("\u0000", "");

const clean = (value: unknown): unknown => {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [storable(name), clean(item)]));
};

/** A request or an answer as the log keeps it: without anything that looks like a secret. Of tools and schemas only the names are kept. */
export function toRecord(said: LanguageModelV4CallOptions | Answered): object {
  if ("calls" in said) return clean(said) as object;
  const { prompt, tools, responseFormat, maxOutputTokens } = said;
  return clean({
    prompt: prompt.map(({ role, content }) => ({ role, content })),
    tools: (tools ?? []).map(({ name }) => name),
    schema: responseFormat?.type === "json" ? (responseFormat.name ?? null) : null,
    max_output_tokens: maxOutputTokens ?? null,
  }) as object;
}
