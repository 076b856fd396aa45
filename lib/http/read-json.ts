import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { findUnstorable } from "@/lib/platform/storable";

const LIMIT_BYTES = 1024 * 1024;
/** For a body that holds a whole received email. Next cuts bodies off beyond its own `proxyClientMaxBodySize`. */
const LARGE_LIMIT_BYTES = 31 * 1024 * 1024;

const invalid = (message: string, details = {}): AppError =>
  new AppError("invalid", message, { code: "body.invalid", details });

const tooLarge = (limitBytes: number): AppError =>
  new AppError("too_large", `The body is larger than ${Math.round(limitBytes / 1024 / 1024)} MiB. Send it in parts.`, {
    code: "body.too_large",
  });

/** A body up to the usual limit arrives within 30 s, a larger one at 1 MiB in 4 s: slower senders would hold memory and a connection. */
export const deadlineMs = (limitBytes: number): number => Math.max(30_000, (limitBytes / LIMIT_BYTES) * 4_000);

const tooSlow = (ms: number): AppError =>
  invalid(`The body did not arrive within ${ms / 1_000} seconds. Send it again, over a faster connection or in parts.`);

/**
 * Reads at most `limitBytes` of a body: 413 for a larger one, before it is held in memory, and 400 for one that does not arrive within
 * `withinMs`.
 */
export async function readBytes(
  request: Request,
  limitBytes = LIMIT_BYTES,
  withinMs = deadlineMs(limitBytes),
): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge(limitBytes);
  if (!request.body) return Buffer.alloc(0);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow(withinMs)), withinMs);
  const arriving = arrivalOf(request.body);
  const chunks: Uint8Array[] = [];
  try {
    for (let size = 0; ;) {
      const chunk = await Promise.race([arriving.next(), late.promise]);
      if (chunk === undefined) return Buffer.concat(chunks);
      size += chunk.byteLength;
      if (size > limitBytes) throw tooLarge(limitBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    arriving.leave();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

type Arrival = { next: () => Promise<Uint8Array | undefined>; leave: () => void };

/** The chunks of a body; `leave` gives it up without waiting for a sender that says nothing. The ingestion process hands over a generator. */
function arrivalOf(body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>): Arrival {
  const left = (error: unknown): void => log().debug({ err: error }, "a body was left before its end");
  if ("getReader" in body) {
    const reader = body.getReader();
    return { next: async () => (await reader.read()).value, leave: () => void reader.cancel().catch(left) };
  }
  const chunks = body[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await chunks.next();
      return done ? undefined : value;
    },
    leave: () => void chunks.return?.(undefined).catch(left),
  };
}

/** Throws 400 `body.invalid` for what the database cannot store; see {@link findUnstorable}. */
export function assertStorable(value: unknown): void {
  const problem = findUnstorable(value);
  if (problem !== null) throw invalid(problem);
}

/** The same for a body; of a batch, the sentence and `index` say which item it is. */
function assertStorableBody(body: unknown): void {
  if (!Array.isArray(body)) return assertStorable(body);
  for (const [index, item] of body.entries()) {
    const problem = findUnstorable(item, "item");
    if (problem !== null) throw invalid(`Number ${index} (from 0): ${problem}`, { index });
  }
}

const isJson = (request: Request): boolean =>
  /^application\/([a-z.+-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "");

/** Whether a JSON body came with the request at all. */
export const hasJson = (request: Request): boolean =>
  isJson(request) && (request.headers.has("transfer-encoding") || Number(request.headers.get("content-length")) > 0);

/** A body of at most 1 MiB as the text it came as; 400 unless it is UTF-8. */
export async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid", "The body is not UTF-8.", { code: "body.invalid", cause });
  }
}

/**
 * A JSON body of at most 1 MiB, or 31 MiB if it may be large: 415 unless declared as JSON, 413 if larger, 400 if it cannot be read or stored. With `itemwise` the
 * items of an array are not looked at: the handler judges each by itself.
 */
export async function readJson(request: Request, { itemwise = false, large = false } = {}): Promise<unknown> {
  if (!isJson(request)) {
    throw new AppError("unsupported", "Send JSON with the header content-type: application/json.", {
      code: "body.not_json",
    });
  }
  const bytes = await readBytes(request, large ? LARGE_LIMIT_BYTES : LIMIT_BYTES);
  if (bytes.length === 0) throw invalid("The body is empty; send a JSON object.");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("invalid", "The body is not valid JSON in UTF-8.", { code: "body.invalid", cause });
  }
  if (!itemwise || !Array.isArray(value)) assertStorableBody(value);
  return value;
}
