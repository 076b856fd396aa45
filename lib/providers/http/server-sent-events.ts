import { createParser, type EventSourceMessage } from "eventsource-parser";
import { AppError } from "@/lib/platform/errors";
import { requestStream, type StreamRequest } from "./request-json";

/** No single event of a language model comes near it. */
const MAX_EVENT_CHARACTERS = 1024 * 1024;

/** The events of a vendor's `text/event-stream` as they arrive, whichever way its bytes are cut. */
export async function* serverSentEvents(request: StreamRequest): AsyncGenerator<EventSourceMessage, void> {
  const decoder = new TextDecoder();
  const arrived: EventSourceMessage[] = [];
  let endless = false;
  const parser = createParser({
    onEvent: (event) => void arrived.push(event),
    onError: ({ type }) => {
      endless ||= type === "max-buffer-size-exceeded";
    },
    maxBufferSize: MAX_EVENT_CHARACTERS,
  });
  for await (const bytes of requestStream(request)) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    if (endless)
      throw new AppError("upstream", `${request.vendor} sent an event that does not end.`, {
        code: `${request.vendor}.too_large`,
        retryable: false,
      });
    yield* arrived.splice(0);
  }
}
