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
    .transform((role) => (role === "developer" ? "system" : role))
    .meta({ description: "The author of the message." }),
  content: Content.meta({ description: "Text, or a list of text parts." }),
});

/** A caller that brings tools waits for calls of them, which would never come. */
const NoTools = z
  .array(z.looseObject({}))
  .max(0, "are not passed on to the model: leave them out, and ask for text")
  .nullish();

/**
 * An OpenAI-shaped request. Unlisted fields are ignored, as compatible servers do; fields that we cannot honour are rejected.
 */
export const ChatCompletionRequest = z.object({
  model: z.string().max(200).nullish().meta({ description: "The model, as its vendor names it." }),
  messages: z
    .array(Message)
    .min(1, "must hold at least one message")
    .max(200, "may hold at most 200 messages")
    .meta({ description: "The conversation, oldest message first." }),
  temperature: z.number().min(0).max(2).nullish().meta({ description: "Sampling temperature." }),
  max_tokens: z
    .number()
    .int()
    .min(1)
    .max(32_000)
    .nullish()
    .meta({ description: "The most output tokens; by default 4,000." }),
  max_completion_tokens: z
    .number()
    .int()
    .min(1)
    .max(32_000)
    .nullish()
    .meta({ description: "The newer name of `max_tokens`; it wins." }),
  response_format: z
    .object({
      type: z
        .enum(["text", "json_object"], "must be text or json_object: describe a schema in the messages")
        .meta({ description: "Only lines of this type, for example `campaign.paused`." }),
    })
    .nullish()
    .meta({ description: '`{ "type": "json_object" }` asks for JSON.' }),
  n: z.literal(1, "must be 1: a call has one answer").nullish().meta({ description: "The number of answers; only 1." }),
  tools: NoTools.meta({ description: "Not supported: leave it empty." }),
  functions: NoTools.meta({ description: "Not supported: the older name of `tools`." }),
  stream: z.boolean().nullish().meta({ description: "Stream the answer as server-sent events." }),
  stream_options: z
    .object({ include_usage: z.boolean().nullish().meta({ description: "Adds the tokens in the last chunk." }) })
    .nullish()
    .meta({ description: "`include_usage` adds the tokens in the last chunk." }),
});
export type ChatCompletionRequest = z.infer<typeof ChatCompletionRequest>;

export const IdHeader = z.uuid().optional();

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
