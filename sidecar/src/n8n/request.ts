import type { ZodType } from "zod";
import { CommandFailure } from "../failure";

export type EngineRequest<T> = {
  url: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
  schema: ZodType<T>;
  timeoutMs?: number;
};

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 20 * 1024 * 1024;

/** One call to n8n with a timeout. Anything but readable JSON of the expected shape becomes a `CommandFailure`. */
export async function askEngine<T>({
  url,
  method = "GET",
  headers,
  body,
  schema,
  timeoutMs,
}: EngineRequest<T>): Promise<T> {
  const response = await send(url, {
    method,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs ?? TIMEOUT_MS),
  });
  const text = await readText(response);
  const json = parseJson(text);
  if (!response.ok) throw failureOf(response.status, json);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  // while n8n migrates, every path answers 200 with a page or text
  throw notReady(json === undefined ? "it answers with something that is not JSON" : "it answers in an unknown shape");
}

export function notReady(detail: string, cause?: unknown): CommandFailure {
  return new CommandFailure("n8n.not_ready", `n8n is not ready: ${detail}. Try again shortly.`, {
    status: 503,
    retryable: true,
    cause,
  });
}

/** The one place that opens a connection to n8n. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "TimeoutError")
      throw notReady("it does not answer in time", cause);
    throw notReady("it cannot be reached", cause);
  }
}

async function readText(response: Response): Promise<string> {
  const text = await response.text().catch((cause: unknown) => {
    throw notReady("its answer broke off", cause);
  });
  if (text.length > MAX_BYTES)
    throw new CommandFailure("n8n.answer_too_large", "n8n answered more than 20 MB.", { status: 502 });
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // judged by the caller together with the status
  }
}

function failureOf(status: number, json: unknown): CommandFailure {
  const said = messageOf(json);
  switch (status) {
    case 400:
    case 415:
    case 422:
      return new CommandFailure("n8n.rejected", `n8n refused this: ${said}`, { status: 422 });
    case 401:
      return new CommandFailure("n8n.unauthorized", "n8n does not accept the sidecar's key.", { status: 502 });
    case 403:
      return new CommandFailure("n8n.forbidden", `n8n does not allow this: ${said}`, { status: 502 });
    case 404:
      // n8n's own "not found" is JSON; a bare page means that its API is not mounted yet.
      if (json === undefined) return notReady("its API is not there yet");
      return new CommandFailure("n8n.not_found", "n8n does not know it.", { status: 404 });
    case 409:
      return new CommandFailure("n8n.conflict", `n8n found a conflict: ${said}`, { status: 409 });
    case 429:
      return new CommandFailure("n8n.rate_limited", "n8n asks to slow down. Try again shortly.", {
        status: 429,
        retryable: true,
      });
    case 503:
      return notReady(said);
    default:
      return new CommandFailure("n8n.failed", `n8n failed with ${status}. Try again shortly.`, {
        status: 502,
        retryable: true,
      });
  }
}

function messageOf(json: unknown): string {
  const message = typeof json === "object" && json !== null && "message" in json ? json.message : undefined;
  return typeof message === "string" ? message.slice(0, 500) : "it gave no reason";
}
