import type { LanguageModelV4 } from "@ai-sdk/provider";
import { AppError } from "@/lib/platform/errors";

export type ChatMessage = { role: "system" | "user" | "assistant"; content: string };

export type ChatRequest = {
  model: string;
  messages: readonly ChatMessage[];
  temperature?: number;
  /** The most tokens the answer may have. */
  maxTokens: number;
  /** The answer should be one JSON object. */
  json: boolean;
};

/** `in` and `out` are the whole; the others say how much of them is billed at a rate of its own. */
export type Tokens = {
  in: number;
  out: number;
  cacheRead?: number;
  cacheWrite?: number;
  /** Of `cacheWrite`, what is kept for an hour instead of minutes. */
  cacheWriteHour?: number;
  /** Thought before it was written. */
  reasoning?: number;
};

export type ChatAnswer = {
  /** The model that really answered. */
  model: string;
  text: string;
  tokens: Tokens;
  finish: "stop" | "length";
};

/** An answer that arrived and cannot be used, of which the vendor says what it used: that is charged. */
export class UnusableAnswer extends AppError {
  constructor(
    vendor: string,
    readonly tokens: Tokens,
  ) {
    super("upstream", `${vendor} answered without a text. Try again shortly.`, { code: `${vendor}.bad_answer` });
  }
}

/** How a streamed answer ended; its text has been passed on by then. */
export type ChatEnd = Omit<ChatAnswer, "text">;

/** A streamed answer is texts, among them what was used until then where a vendor says so, and at last its end. */
export type ChatPiece = { text: string } | { used: Partial<Tokens> } | { answer: ChatEnd };

/** A language model behind one API. Its answer is untrusted text. */
export interface LanguageModel {
  /** Whose prices apply. */
  readonly provider: string;
  readonly defaultModel: string;
  complete(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer>;
  /** The same bit by bit, as fast as it is read; leaving early or the signal ends the call. Throws when it ends without its `answer`. */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatPiece>;
}

/** A model that takes tools and schemas, in the form in which the AI SDK drives it. Its answer is untrusted text. */
export type ToolModel = {
  /** Whose prices apply. */
  provider: string;
  /** The model as a founder reads it. */
  label: string;
  /** Whether it thinks before it writes: tokens that are paid for and not in the answer. */
  thinks: boolean;
  model: LanguageModelV4;
};
