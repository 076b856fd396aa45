import { z } from "zod";

/** The part of an Anthropic message we read. */
export const AnthropicMessage = z.object({
  model: z.string(),
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string().nullish(),
  usage: z.object({ input_tokens: z.number().int().nonnegative(), output_tokens: z.number().int().nonnegative() }),
});
export type AnthropicMessage = z.infer<typeof AnthropicMessage>;
