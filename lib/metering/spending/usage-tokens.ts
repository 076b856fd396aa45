import { z } from "zod";
import { isGiven } from "@/lib/metering/events/schemas";
import type { CostEvent } from "./schemas";

const count = z.number().int().min(0).max(1_000_000_000);
/** What a vendor leaves out or empty. */
const countOrNone = count.nullish().transform((tokens) => tokens ?? 0);
/** Anthropic counts what it wrote to its cache and read from it beside the input, and bills both. */
const Cached = z.object({ cache_creation_input_tokens: countOrNone, cache_read_input_tokens: countOrNone });
/** How it is named in the answers of vendors (OpenAI, Anthropic, Gemini) and by those who pass them on (n8n's model nodes, the AI SDK). */
const NAMES = [
  ["prompt_tokens", "completion_tokens"],
  ["input_tokens", "output_tokens"],
  ["promptTokens", "completionTokens"],
  ["inputTokens", "outputTokens"],
  ["promptTokenCount", "candidatesTokenCount"],
] as const;

type Tokens = { in: number; out: number };

/** Null when it says nothing that can be read. Embeddings have no output. */
function fromRaw(usage: Record<string, unknown>): Tokens | null {
  const { data: cached } = Cached.safeParse(usage);
  const inCache = cached ? cached.cache_creation_input_tokens + cached.cache_read_input_tokens : 0;
  for (const [input, output] of NAMES) {
    const read = z.object({ in: count, out: countOrNone }).safeParse({ in: usage[input], out: usage[output] });
    if (read.success) return { in: read.data.in + inCache, out: read.data.out };
  }
  return null;
}

/** The tokens of a call: as given, else as the vendor's own `usage` says; null when nobody said how many. */
export function tokensOf({ tokens_in, tokens_out, raw_usage }: CostEvent): Tokens | null {
  const raw = raw_usage ? fromRaw(raw_usage) : null;
  if (!isGiven(tokens_in) && !isGiven(tokens_out)) return raw;
  return { in: tokens_in ?? raw?.in ?? 0, out: tokens_out ?? raw?.out ?? 0 };
}
