import { z } from "zod";

/** Text, or the list of parts newer clients send; only text parts are understood. */
const Content = z.union(
  [
    z.string(),
    z
      .array(z.object({ type: z.literal("text"), text: z.string() }))
      .transform((parts) => parts.map(({ text }) => text).join("\n")),
  ],
  "must be text or a list of text parts",
);

const Message = z.object({
  role: z
    .enum(["system", "developer", "user", "assistant"])
    .transform((role) => (role === "developer" ? "system" : role)),
  content: Content,
});

/** A caller that brings tools waits for calls of them, which would never come. */
const NoTools = z
  .array(z.looseObject({}))
  .max(0, "are not passed on to the model: leave them out, and ask for text")
  .nullish();

/**
 * An OpenAI-shaped request. What is not listed is ignored, as compatible servers do; what would be missed in the answer is refused.
 */
export const ChatCompletionRequest = z.object({
  model: z.string().max(200).nullish(),
  messages: z.array(Message).min(1, "must hold at least one message").max(200, "may hold at most 200 messages"),
  temperature: z.number().min(0).max(2).nullish(),
  max_tokens: z.number().int().min(1).max(32_000).nullish(),
  max_completion_tokens: z.number().int().min(1).max(32_000).nullish(),
  response_format: z
    .object({ type: z.enum(["text", "json_object"], "must be text or json_object: describe a schema in the messages") })
    .nullish(),
  n: z.literal(1, "must be 1: a call has one answer").nullish(),
  tools: NoTools,
  functions: NoTools,
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
});
export type ChatCompletionRequest = z.infer<typeof ChatCompletionRequest>;

export const CampaignHeader = z.uuid("x-campaign-id must be a uuid").optional();

export type ChatCompletionAnswer = {
  id: string;
  object: "chat.completion";
  created: number;
  model: string;
  choices: {
    index: 0;
    message: { role: "assistant"; content: string; refusal: null };
    logprobs: null;
    finish_reason: "stop" | "length";
  }[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
};
