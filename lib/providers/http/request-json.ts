import type { ZodType } from "zod";
import { AppError } from "@/lib/platform/errors";

export type JsonRequest<T> = {
  vendor: string;
  url: string;
  init: RequestInit;
  schema: ZodType<T>;
  timeoutMs: number;
  signal: AbortSignal;
  maxBytes?: number;
  /** Statuses whose body is parsed with `schema`; default 2xx. */
  accept?: (status: number) => boolean;
};

const MAX_BYTES = 5 * 1024 * 1024;
const EXCERPT_CHARACTERS = 300;

/**
 * The only place that calls `fetch`: one timeout, a bounded body, one parse, one shape of error.
 * Codes: `<vendor>.unreachable`, `.timeout`, `.http_<status>`, `.bad_answer`, `.too_large`. An abort by `signal` throws its own reason.
 */
export async function requestJson<T>(request: JsonRequest<T>): Promise<T> {
  const { vendor, schema, accept = (status) => status >= 200 && status < 300 } = request;
  const { status, text } = await exchange(request);
  if (!accept(status)) throw statusError(vendor, status, text);
  const parsed = schema.safeParse(parseJson(vendor, text));
  if (parsed.success) return parsed.data;
  throw badAnswer(vendor, {
    issues: parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join(".")}: ${message}`),
  });
}

async function exchange<T>({
  vendor,
  url,
  init,
  timeoutMs,
  signal,
  maxBytes = MAX_BYTES,
}: JsonRequest<T>): Promise<{ status: number; text: string }> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { redirect: "error", ...init, signal: AbortSignal.any([signal, timeout]) });
    return { status: response.status, text: await boundedText(vendor, response, maxBytes) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (signal.aborted) throw signal.reason;
    if (timeout.aborted)
      throw new AppError("unavailable", `${vendor} did not answer within ${timeoutMs / 1000} s. Try again shortly.`, {
        code: `${vendor}.timeout`,
        cause,
      });
    throw new AppError("unavailable", `${vendor} cannot be reached. Try again shortly.`, {
      code: `${vendor}.unreachable`,
      cause,
    });
  }
}

async function boundedText(vendor: string, response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes)
      throw new AppError("upstream", `${vendor} answered more than ${maxBytes} bytes.`, {
        code: `${vendor}.too_large`,
        retryable: false,
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(vendor: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badAnswer(vendor, { excerpt: text.slice(0, EXCERPT_CHARACTERS) }, cause);
  }
}

function badAnswer(vendor: string, details: Record<string, unknown>, cause?: unknown): AppError {
  return new AppError("upstream", `${vendor} answered something unreadable. Try again shortly.`, {
    code: `${vendor}.bad_answer`,
    details,
    cause,
  });
}

function statusError(vendor: string, status: number, text: string): AppError {
  const retryable = status === 408 || status === 429 || status >= 500;
  const kind = status === 503 || status === 429 ? "unavailable" : "upstream";
  const details = { status, excerpt: text.slice(0, EXCERPT_CHARACTERS) };
  return new AppError(kind, `${vendor} answered ${status}.`, { code: `${vendor}.http_${status}`, retryable, details });
}

/** For vendors' own clients, which would wait for ever: a `fetch` that gives up, body included. */
export const fetchWithin =
  (timeoutMs: number): typeof fetch =>
  (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
  };
