export type ServerSentEvent = { id?: string; event?: string; data: unknown };

const HEARTBEAT_MS = 15_000;

const frame = ({ id, event, data }: ServerSentEvent): string =>
  `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

type Reader = { signal: AbortSignal; leave: () => void };

/** A reader is gone when its request is aborted or the answer's body cancelled. */
function readerOf(request: Request): Reader {
  const gone = new AbortController();
  return { signal: AbortSignal.any([request.signal, gone.signal]), leave: () => gone.abort() };
}

function streamOf(frames: AsyncIterable<string>, { signal, leave }: Reader, opening = ""): Response {
  const coming = frames[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let waiting: Promise<IteratorResult<string>> | undefined;

  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (opening !== "") controller.enqueue(encoder.encode(opening));
    },
    pull: async (controller) => {
      waiting ??= coming.next();
      const beat = Promise.withResolvers<"beat">();
      const timer = setTimeout(() => beat.resolve("beat"), HEARTBEAT_MS);
      const next = await Promise.race([waiting, beat.promise]).finally(() => clearTimeout(timer));
      if (next === "beat") return controller.enqueue(encoder.encode(": still here\n\n"));
      waiting = undefined;
      if (next.done || signal.aborted) return controller.close();
      controller.enqueue(encoder.encode(next.value));
    },
    cancel: leave,
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}

/**
 * A stream of server-sent events (WHATWG HTML 9.2) from an async source, ended when the reader goes away. A slow reader holds the
 * source back; nothing piles up.
 */
export function sseResponse(
  request: Request,
  source: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Response {
  const reader = readerOf(request);
  async function* frames(): AsyncGenerator<string, void> {
    for await (const event of source(reader.signal)) yield frame(event);
  }
  return streamOf(frames(), reader, "retry: 2000\n\n");
}

/**
 * The same for a wire format of its own: `start` gives the frames as they go out, once it is sure that there is a stream; what it throws
 * is an ordinary error.
 */
export async function framesResponse(
  request: Request,
  start: (signal: AbortSignal) => Promise<AsyncIterable<string>>,
): Promise<Response> {
  const reader = readerOf(request);
  return streamOf(await start(reader.signal), reader);
}
