import type { ZodType } from "zod";
import { AppError } from "@/lib/platform/errors";
import { pinnedFetch } from "./pinned-fetch";

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
  /** The SHA-256 of the only certificate that is believed; without it, certificates are checked as usual. */
  pin?: string | null;
  /** Told of every answer before its body is read, whatever its status. */
  onAnswer?: (answer: { status: number; headers: Headers }) => void;
};

const MAX_BYTES = 5 * 1024 * 1024;
/** Every word of a stream comes in a wrapper of a few hundred bytes. */
const MAX_STREAM_BYTES = 64 * 1024 * 1024;
const EXCERPT_CHARACTERS = 300;

/**
 * The only place that calls `fetch`: one timeout, a bounded body, one parse, one shape of error.
 * Codes: `<vendor>.unreachable`, `.timeout`, `.broken_off`, `.http_<status>`, `.bad_answer`, `.too_large`. An abort by `signal` throws its
 * own reason.
 */
export async function requestJson<T>(request: JsonRequest<T>): Promise<T> {
  const { vendor, schema, accept = (status) => status >= 200 && status < 300 } = request;
  const { status, text } = await exchange(request);
  if (!accept(status)) throw statusError(vendor, status, text);
  return readAs(schema, vendor, text);
}

/** A vendor's answer, parsed with the expected schema, which sees an empty one as `undefined`; `<vendor>.bad_answer` when it does not fit. */
export function readAs<T>(schema: ZodType<T>, vendor: string, text: string): T {
  const parsed = schema.safeParse(text === "" ? undefined : parseJson(vendor, text));
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
  onAnswer,
  pin = null,
}: JsonRequest<T>): Promise<{ status: number; text: string }> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const sent: RequestInit = { redirect: "error", ...init, signal: AbortSignal.any([signal, timeout]) };
    const response = pin === null ? await fetch(url, sent) : await pinnedFetch(url, pin, sent);
    onAnswer?.({ status: response.status, headers: response.headers });
    const text = await boundedText(vendor, response, maxBytes);
    return { status: response.status, text: withoutSecret(text, init) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (signal.aborted) throw signal.reason;
    if (timeout.aborted) throw timeoutError(vendor, timeoutMs, cause);
    throw neverSent(cause) ? unreachable(vendor, cause) : brokenOff(vendor, cause);
  }
}

/** Some vendors repeat a key that they refuse; an excerpt of their answer must not carry it on. */
function withoutSecret(text: string, { headers }: RequestInit): string {
  const sent = new Headers(headers);
  const secret = sent.get("authorization")?.replace(/^\S+ /, "") ?? sent.get("x-api-key") ?? "";
  return secret.length >= 8 ? text.replaceAll(secret, "•••") : text;
}

export type StreamRequest = Omit<JsonRequest<unknown>, "schema" | "accept">;

/**
 * The bytes of an answer that comes bit by bit, taken from the vendor no faster than they are asked for; `timeoutMs` bounds each wait
 * for the vendor, not the whole. Leaving early ends the call. Codes as above.
 */
export async function* requestStream(request: StreamRequest): AsyncGenerator<Uint8Array, void> {
  const { vendor, url, init, timeoutMs, signal, maxBytes = MAX_STREAM_BYTES } = request;
  signal.throwIfAborted();
  const over = new AbortController();
  const silence = new AbortController();
  const ended = AbortSignal.any([signal, over.signal, silence.signal]);
  const within = async <T>(wait: () => Promise<T>): Promise<T> => {
    const timer = setTimeout(() => silence.abort(), timeoutMs);
    return wait().finally(() => clearTimeout(timer));
  };
  try {
    const response = await within(() => fetch(url, { redirect: "error", ...init, signal: ended }));
    if (!response.ok) {
      const text = await within(() => boundedText(vendor, response, maxBytes));
      throw statusError(vendor, response.status, withoutSecret(text, init));
    }
    const reader = response.body?.getReader();
    for (let size = 0; ;) {
      const next = await within(async () => reader?.read());
      if (next?.value === undefined) return;
      size += next.value.length;
      if (size > maxBytes) throw tooLarge(vendor, maxBytes);
      yield next.value;
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (signal.aborted) throw signal.reason;
    if (silence.signal.aborted) throw timeoutError(vendor, timeoutMs, cause);
    throw neverSent(cause) ? unreachable(vendor, cause) : brokenOff(vendor, cause);
  } finally {
    over.abort();
  }
}

const NO_CONNECTION: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether there was no connection that a request could have gone out on. */
function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && NO_CONNECTION.has(cause.code);
}

const timeoutError = (vendor: string, timeoutMs: number, cause: unknown): AppError =>
  new AppError("unavailable", `${vendor} did not answer within ${timeoutMs / 1000} s. Try again shortly.`, {
    code: `${vendor}.timeout`,
    cause,
  });

const unreachable = (vendor: string, cause: unknown): AppError =>
  new AppError("unavailable", `${vendor} cannot be reached. Try again shortly.`, {
    code: `${vendor}.unreachable`,
    cause,
  });

/** A vendor stopped in the middle of an answer, or may have heard what it was asked. */
export const brokenOff = (vendor: string, cause?: unknown): AppError =>
  new AppError("upstream", `${vendor} broke off in the middle of its answer. Try again shortly.`, {
    code: `${vendor}.broken_off`,
    cause,
  });

const tooLarge = (vendor: string, maxBytes: number): AppError =>
  new AppError("upstream", `${vendor} answered more than ${maxBytes} bytes.`, {
    code: `${vendor}.too_large`,
    retryable: false,
  });

async function boundedText(vendor: string, response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(vendor, maxBytes);
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
