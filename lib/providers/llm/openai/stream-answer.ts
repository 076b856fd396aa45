import { brokenOff, readAs, type StreamRequest } from "../../http/request-json";
import { serverSentEvents } from "../../http/server-sent-events";
import type { ChatPiece, ChatRequest, Tokens } from "../port";
import { isError, refused, tokensByBytes } from "../uncounted";
import { thinks } from "./map";
import { ChatCompletionChunk, thoughtsOf } from "./schemas";

const END = "[DONE]";

/** An answer as `chat.completion.chunk` events: the finish comes with the last text, the usage before, beside or after it, then `[DONE]`. */
export async function* streamAnswer(call: StreamRequest, request: ChatRequest): AsyncGenerator<ChatPiece, void> {
  let { model } = request;
  let finish: string | null = null;
  const used = usageOf(request);
  // Only the end says how much was thought: until then it may have been all there was room for.
  if (thinks(model)) yield { used: { out: request.maxTokens } };
  for await (const { data } of serverSentEvents(call)) {
    if (data === END) break;
    const chunk = readAs(ChatCompletionChunk, call.vendor, data);
    if (isError(chunk.error))
      throw used.isEmpty() ? refused(call.vendor, chunk.error) : brokenOff(call.vendor, chunk.error);
    const choice = chunk.choices?.[0];
    const text = choice?.delta?.content ?? "";
    const thoughts = thoughtsOf(choice?.delta);
    model = chunk.model || model;
    finish = choice?.finish_reason ?? finish;
    used.write(text + thoughts);
    if (text !== "") yield { text };
    if (chunk.usage) used.say(chunk.usage);
    if (chunk.usage || (thoughts !== "" && !thinks(model))) yield { used: used.tokens() };
  }
  if (finish === null) throw brokenOff(call.vendor);
  yield { answer: { model, tokens: used.tokens(), finish: finish === "length" ? "length" : "stop" } };
}

type RunningUsage = {
  write: (text: string) => void;
  say: (usage: Tokens) => void;
  tokens: () => Tokens;
  isEmpty: () => boolean;
};

/** The usage of an answer so far: the last reported usage, and the bytes that came after it. */
function usageOf(request: ChatRequest): RunningUsage {
  let said: Tokens | null = null;
  let bytes = 0;
  let bytesSince = 0;
  return {
    write: (text) => {
      bytes += Buffer.byteLength(text);
      bytesSince += Buffer.byteLength(text);
    },
    say: (usage) => {
      said = usage;
      bytesSince = 0;
    },
    tokens: () => {
      if (!said) return tokensByBytes(request, bytes);
      // A usage of the input alone leaves the output to be counted, wherever it stands.
      const out = said.out === 0 ? bytes : said.out + bytesSince;
      return { ...said, out: said.out === out ? out : Math.max(said.out, Math.min(request.maxTokens, out)) };
    },
    isEmpty: () => bytes === 0 && said === null,
  };
}
