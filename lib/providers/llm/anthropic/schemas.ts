import { z } from "zod";
import type { Tokens } from "../port";
import { readUsage } from "../usage";

/** Read once, whatever its dress; null where it says nothing. */
const Usage = z
  .unknown()
  .optional()
  .transform((usage): Tokens | null => readUsage(usage));
const count = z.number().int().nonnegative();

/** The part of an Anthropic message we read. A server in front of it may answer an error with status 200. */
export const AnthropicMessage = z.object({
  model: z.string().nullish(),
  content: z
    .array(z.object({ type: z.string(), text: z.string().optional() }))
    .nullish()
    .catch(null),
  stop_reason: z.string().nullish(),
  usage: Usage,
  error: z.unknown().optional(),
});
export type AnthropicMessage = z.infer<typeof AnthropicMessage>;

const Known = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("message_start"),
    message: z.object({ model: z.string().nullish(), usage: Usage }),
  }),
  z.object({
    type: z.literal("content_block_delta"),
    delta: z.object({ type: z.string(), text: z.string().optional(), thinking: z.string().optional() }),
  }),
  z.object({
    type: z.literal("message_delta"),
    delta: z.object({ stop_reason: z.string().nullish() }),
    // Sums of the whole message; some servers repeat the input here, others leave it or all of it out.
    usage: z
      .unknown()
      .optional()
      .transform((usage) => ({
        usage: readUsage(usage),
        out: z.object({ output_tokens: count }).safeParse(usage).data?.output_tokens ?? null,
      })),
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
