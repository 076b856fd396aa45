import { z } from "zod";
import type { CostEvent } from "./schemas";

const count = z.number().int().min(0).max(1_000_000_000);
/** How vendors name it in their answers' `usage`. */
const RawUsage = z.union([
  z
    .looseObject({ prompt_tokens: count, completion_tokens: count })
    .transform((usage) => ({ in: usage.prompt_tokens, out: usage.completion_tokens })),
  z
    .looseObject({ input_tokens: count, output_tokens: count })
    .transform((usage) => ({ in: usage.input_tokens, out: usage.output_tokens })),
]);

/** The tokens of a call: as given, else as the vendor's own `usage` says, else none. */
export function tokensOf({ tokens_in, tokens_out, raw_usage }: CostEvent): { in: number; out: number } {
  const raw = RawUsage.safeParse(raw_usage).data ?? { in: 0, out: 0 };
  return { in: tokens_in ?? raw.in, out: tokens_out ?? raw.out };
}
