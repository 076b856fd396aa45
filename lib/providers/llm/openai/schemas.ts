import { z } from "zod";
import type { Tokens } from "../port";
import { readUsage } from "../usage";

/** Read once, whatever its dress; null where it says nothing. */
const Usage = z
  .unknown()
  .optional()
  .transform((usage): Tokens | null => readUsage(usage));
/** Text, or the list of parts that some servers send; other parts are no text. */
const Content = z
  .union([z.string(), z.array(z.looseObject({ text: z.unknown().optional() }))])
  .nullish()
  .transform((content) =>
    Array.isArray(content)
      ? content.map(({ text }) => (typeof text === "string" ? text : "")).join("")
      : (content ?? ""),
  );
/** The model's reasoning; compatible servers name it differently. */
const Thoughts = { reasoning_content: z.string().nullish(), reasoning: z.string().nullish().catch(null) };

const Message = z.object({ content: Content, ...Thoughts });
const Choice = z.object({
  message: Message.nullish(),
  text: z.string().nullish(),
  finish_reason: z.string().nullish(),
});

/** The part of an OpenAI chat completion we read. Compatible servers leave `model`, `usage` and `content` out, and send errors with status 200. */
export const ChatCompletion = z.object({
  model: z.string().nullish(),
  choices: z.array(Choice).nullish().catch(null),
  usage: Usage,
  error: z.unknown().optional(),
});
export type ChatCompletion = z.infer<typeof ChatCompletion>;

const Delta = z.object({ content: Content, ...Thoughts });

/** The part of a streamed `chat.completion.chunk` we read; `error` is how servers break off in the middle. */
export const ChatCompletionChunk = z.object({
  model: z.string().nullish(),
  choices: z.array(z.object({ delta: Delta.nullish(), finish_reason: z.string().nullish() })).nullish(),
  usage: Usage,
  error: z.unknown().optional(),
});
export type ChatCompletionChunk = z.infer<typeof ChatCompletionChunk>;

type Written = { reasoning_content?: string | null; reasoning?: string | null };
/** The thoughts of a message or of a piece of one. */
export const thoughtsOf = (written: Written | null | undefined): string =>
  written?.reasoning_content ?? written?.reasoning ?? "";
