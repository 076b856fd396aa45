export type ServerSentEvent = { id?: string; event?: string; data: unknown };

const HEARTBEAT_MS = 15_000;

const frame = ({ id, event, data }: ServerSentEvent): string =>
  `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/**
 * A stream of server-sent events (WHATWG HTML 9.2) from an async source, ended when the reader goes away. A slow reader holds the
 * source back; nothing piles up.
 */
export function sseResponse(
  request: Request,
  source: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  const events = source(signal)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let waiting: Promise<IteratorResult<ServerSentEvent>> | undefined;

  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode("retry: 2000\n\n")),
    pull: async (controller) => {
      waiting ??= events.next();
      const beat = Promise.withResolvers<"beat">();
      const timer = setTimeout(() => beat.resolve("beat"), HEARTBEAT_MS);
      const next = await Promise.race([waiting, beat.promise]).finally(() => clearTimeout(timer));
      if (next === "beat") return controller.enqueue(encoder.encode(": still here\n\n"));
      waiting = undefined;
      if (next.done || signal.aborted) return controller.close();
      controller.enqueue(encoder.encode(frame(next.value)));
    },
    cancel: () => gone.abort(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
