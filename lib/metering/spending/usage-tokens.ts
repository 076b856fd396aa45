import type { Tokens } from "@/lib/providers/llm/port";
import { readUsage } from "@/lib/providers/llm/usage";
import { isGiven } from "@/lib/metering/events/schemas";
import type { CostEvent } from "./schemas";

/**
 * The tokens of a reported call: as given, else as the vendor's own `usage` says; null when neither says how many. Given input that
 * leaves out what was cached, as Anthropic's `input_tokens` does, is completed from the usage.
 */
export function tokensOf({ tokens_in, tokens_out, raw_usage }: CostEvent): Tokens | null {
  const raw = raw_usage ? readUsage(raw_usage) : null;
  if (!isGiven(tokens_in) && !isGiven(tokens_out)) return raw;
  if (!raw) return { in: tokens_in ?? 0, out: tokens_out ?? 0 };
  const fresh = raw.in - (raw.cacheRead ?? 0) - (raw.cacheWrite ?? 0);
  const isFreshOnly = tokens_in === fresh;
  return { ...raw, in: isFreshOnly ? raw.in : (tokens_in ?? raw.in), out: tokens_out ?? raw.out };
}
