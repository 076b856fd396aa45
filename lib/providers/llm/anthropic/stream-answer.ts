import { brokenOff, readAs, type StreamRequest } from "../../http/request-json";
import { serverSentEvents } from "../../http/server-sent-events";
import type { ChatEnd, ChatPiece } from "../port";
import { toFinish } from "./map";
import { AnthropicEvent } from "./schemas";

/** An answer as Anthropic's events: the input is counted at the start, the output, as a sum, towards the end. */
export async function* streamAnswer(call: StreamRequest): AsyncGenerator<ChatPiece, void> {
  const answer: ChatEnd = { model: "", tokens: { in: 0, out: 0 }, finish: "stop" };
  for await (const { data } of serverSentEvents(call)) {
    const event = readAs(AnthropicEvent, call.vendor, data);
    if (event?.type === "error") throw brokenOff(call.vendor, event.error);
    if (event?.type === "message_start") {
      const { model, usage } = event.message;
      answer.model = model;
      answer.tokens = { in: usage.input_tokens, out: usage.output_tokens };
      yield { used: { ...answer.tokens } };
    }
    if (event?.type === "content_block_delta" && event.delta.text) yield { text: event.delta.text };
    if (event?.type === "message_delta") {
      const { output_tokens, input_tokens } = event.usage;
      answer.tokens = { in: input_tokens ?? answer.tokens.in, out: output_tokens };
      answer.finish = toFinish(event.delta.stop_reason);
      yield { used: { ...answer.tokens } };
    }
    if (event?.type === "message_stop" && answer.model !== "") {
      yield { answer };
      return;
    }
  }
  throw brokenOff(call.vendor);
}
