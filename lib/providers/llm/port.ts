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

export type ChatAnswer = {
  /** The model that really answered. */
  model: string;
  text: string;
  tokens: { in: number; out: number };
  finish: "stop" | "length";
};

/** A language model behind one API. What it answers is untrusted text. */
export interface LanguageModel {
  /** Whose prices apply. */
  readonly provider: string;
  readonly defaultModel: string;
  complete(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer>;
}
