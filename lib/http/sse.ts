import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { openStreams } from "./open-streams";

export type ServerSentEvent = { id?: string; event?: string; data: unknown };

const HEARTBEAT_MS = 15_000;

const frame = ({ id, event, data }: ServerSentEvent): string =>
  `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** `over` gives the stream's place back; more than once does no harm. */
type Reader = { signal: AbortSignal; leave: () => void; over: () => void };
type Streaming = { request: Request; ctx: Pick<WorkspaceCtx, "actor" | "workspaceId"> };

/**
 * A reader is gone when its request is aborted or the answer's body cancelled. 429 `stream.too_many` when the actor reads as many streams
 * as one may.
 */
function readerOf({ request, ctx }: Streaming): Reader {
  const over = openStreams.open(ctx);
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  signal.addEventListener("abort", over, { once: true });
  if (signal.aborted) over();
  return { signal, leave: () => gone.abort(), over };
}

/** Gives the place back when the source ends, whether it is done, failed or was left. */
async function* held(frames: AsyncIterable<string>, over: () => void): AsyncGenerator<string, void> {
  try {
    yield* frames;
  } finally {
    over();
  }
}

function streamOf(frames: AsyncIterable<string>, { signal, leave, over }: Reader, opening = ""): Response {
  const coming = held(frames, over);
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
    cancel: () => {
      leave();
      // A source that rests at an entry which is not taken any more would never come to its end.
      coming.return(undefined).catch((error: unknown) => log().debug({ err: error }, "a stream ended with an error"));
    },
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
  streaming: Streaming,
  source: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Response {
  const reader = readerOf(streaming);
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
  streaming: Streaming,
  start: (signal: AbortSignal) => Promise<AsyncIterable<string>>,
): Promise<Response> {
  const reader = readerOf(streaming);
  const frames = await start(reader.signal).catch((error: unknown) => {
    reader.over();
    throw error;
  });
  return streamOf(frames, reader);
}
