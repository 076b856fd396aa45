import { z } from "zod";

/** The part of an Anthropic message we read. */
export const AnthropicMessage = z.object({
  model: z.string(),
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string().nullish(),
  usage: z.object({ input_tokens: z.number().int().nonnegative(), output_tokens: z.number().int().nonnegative() }),
});
export type AnthropicMessage = z.infer<typeof AnthropicMessage>;

const count = z.number().int().nonnegative();

const Known = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message_start"),
    message: z.object({ model: z.string(), usage: z.object({ input_tokens: count, output_tokens: count }) }),
  }),
  z.object({
    type: z.literal("content_block_delta"),
    delta: z.object({ type: z.string(), text: z.string().optional() }),
  }),
  z.object({
    type: z.literal("message_delta"),
    delta: z.object({ stop_reason: z.string().nullish() }),
    usage: z.object({ output_tokens: count, input_tokens: count.nullish() }),
  }),
  z.object({ type: z.literal("message_stop") }),
  z.object({ type: z.literal("error"), error: z.object({ type: z.string() }) }),
]);
const KNOWN: ReadonlySet<unknown> = new Set(Known.options.map(({ shape }) => shape.type.value));

/** The events of a streamed message we read; there may be new ones at any time, which say nothing to us. */
export const AnthropicEvent = z.looseObject({ type: z.string() }).transform((event, issues) => {
  if (!KNOWN.has(event.type)) return null;
  const known = Known.safeParse(event);
  if (known.success) return known.data;
  issues.addIssue(`an unreadable ${event.type}`);
  return z.NEVER;
});
