import { streamOf } from "./stream-of";
import { requestStream } from "./request-json";

type Options = {
  vendor: string;
  /** How long the vendor may stay silent, before the first byte and between two. */
  timeoutMs: number;
  /** Changes the answer on its way to the client. */
  through?: (bytes: AsyncGenerator<Uint8Array, void>) => AsyncGenerator<Uint8Array, void>;
};

/**
 * A `fetch` for vendors' own clients. It fails as `requestJson` does, with the same codes, also for a status other than 2xx and in the middle
 * of the answer; the body is taken no faster than it is read.
 */
export const vendorFetch =
  ({ vendor, timeoutMs, through = (bytes) => bytes }: Options): typeof fetch =>
  async (input, init = {}) => {
    const { signal, ...rest } = init;
    const url = input instanceof Request ? input.url : String(input);
    const bytes = requestStream({
      vendor,
      url,
      init: rest,
      timeoutMs,
      signal: signal ?? new AbortController().signal,
    });
    // The first bytes are awaited here: a refusal is thrown by the call, not by the reading.
    const first = await bytes.next();
    return new Response(streamOf(through(chain(first, bytes))));
  };

async function* chain(
  first: IteratorResult<Uint8Array, void>,
  rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
