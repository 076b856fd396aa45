import { brokenOff, readAs, type StreamRequest } from "../../http/request-json";
import { serverSentEvents } from "../../http/server-sent-events";
import type { ChatEnd, ChatPiece, ChatRequest } from "../port";
import { tokensByBytes } from "../uncounted";
import { toFinish } from "./map";
import { AnthropicEvent } from "./schemas";

/** An answer as Anthropic's events: the input is counted at the start, the output, as a sum, towards the end. */
export async function* streamAnswer(call: StreamRequest, request: ChatRequest): AsyncGenerator<ChatPiece, void> {
  const answer: ChatEnd = { model: "", tokens: tokensByBytes(request, 0), finish: "stop" };
  let bytes = 0;
  let isCounted = false;
  for await (const { data } of serverSentEvents(call)) {
    const event = readAs(AnthropicEvent, call.vendor, data);
    if (event?.type === "error") throw brokenOff(call.vendor, event.error);
    if (event?.type === "message_start") {
      const { model, usage } = event.message;
      answer.model = model || request.model;
      if (usage) yield { used: { ...(answer.tokens = usage) } };
    }
    if (event?.type === "content_block_delta") {
      const { text, thinking } = event.delta;
      bytes += Buffer.byteLength((text ?? "") + (thinking ?? ""));
      if (thinking) yield { used: { out: answer.tokens.out + bytes } };
      if (text) yield { text };
    }
    if (event?.type === "message_delta") {
      const { usage, out } = event.usage;
      answer.finish = toFinish(event.delta.stop_reason);
      isCounted = out !== null;
      if (out !== null) answer.tokens = usage && usage.in > 0 ? usage : { ...answer.tokens, out };
      if (out !== null) yield { used: { ...answer.tokens } };
    }
    if (event?.type === "message_stop" && answer.model !== "") {
      const out = isCounted ? answer.tokens.out : Math.max(answer.tokens.out, Math.min(request.maxTokens, bytes));
      yield { answer: { ...answer, tokens: { ...answer.tokens, out } } };
      return;
    }
  }
  throw brokenOff(call.vendor);
}
