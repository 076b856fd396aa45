import { z } from "zod";

/** The part of an OpenAI chat completion we read; compatible servers may leave `usage` out. */
export const ChatCompletion = z.object({
  model: z.string(),
  choices: z
    .array(z.object({ message: z.object({ content: z.string().nullable() }), finish_reason: z.string().nullish() }))
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().int().nonnegative(), completion_tokens: z.number().int().nonnegative() })
    .nullish(),
});
export type ChatCompletion = z.infer<typeof ChatCompletion>;
