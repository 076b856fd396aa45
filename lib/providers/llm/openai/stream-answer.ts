import { brokenOff, readAs, type StreamRequest } from "../../http/request-json";
import { serverSentEvents } from "../../http/server-sent-events";
import type { ChatPiece, ChatRequest, Tokens } from "../port";
import { bytesOf, thinks } from "./map";
import { ChatCompletionChunk } from "./schemas";

const END = "[DONE]";

/** An answer as `chat.completion.chunk` events: the finish comes with the last text, the usage after it, then `[DONE]`. */
export async function* streamAnswer(call: StreamRequest, request: ChatRequest): AsyncGenerator<ChatPiece, void> {
  let { model } = request;
  let finish: string | null = null;
  let usage: Tokens | null = null;
  let bytes = 0;
  // Only the end says how much was thought: until then it may have been all there was room for.
  if (thinks(model)) yield { used: { out: request.maxTokens } };
  for await (const { data } of serverSentEvents(call)) {
    if (data === END) break;
    const chunk = readAs(ChatCompletionChunk, call.vendor, data);
    if (chunk.error !== undefined && chunk.error !== null) throw brokenOff(call.vendor, chunk.error);
    const choice = chunk.choices?.[0];
    const text = choice?.delta?.content ?? "";
    model = chunk.model || model;
    finish = choice?.finish_reason ?? finish;
    bytes += Buffer.byteLength(text);
    if (text !== "") yield { text };
    if (chunk.usage) yield { used: (usage = { in: chunk.usage.prompt_tokens, out: chunk.usage.completion_tokens }) };
  }
  if (finish === null) throw brokenOff(call.vendor);
  // A server that does not count is charged for the bytes: never fewer tokens than there were.
  const tokens = usage ?? { in: bytesOf(request), out: bytes };
  yield { answer: { model, tokens, finish: finish === "length" ? "length" : "stop" } };
}
