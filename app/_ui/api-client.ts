import { leaveCompany } from "./lost-access";

export type MissingItem = { field: string; step: string; message: string };
type Body = {
  error?: string;
  code?: string;
  request_id?: string;
  field?: string | null;
  missing?: MissingItem[];
  issues?: Issue[];
};
type Issue = { field: string; problem: string };

/** An answer that is not a success, or none at all (status 0). Its message is a sentence for the person. */
export class ApiError extends Error {
  readonly code: string;
  readonly requestId: string | null;
  readonly missing: MissingItem[];
  /** The problem of each field of the form. */
  readonly fields: Record<string, string>;

  constructor(
    readonly status: number,
    body: Body,
  ) {
    super(body.error ?? sentenceFor(status));
    this.name = "ApiError";
    this.code = body.code ?? "unknown";
    this.requestId = body.request_id ?? null;
    this.missing = body.missing ?? [];
    this.fields = fieldErrors(body);
  }
}

function sentenceFor(status: number): string {
  if (status === 0)
    return "Greenlight could not be reached. Check that it is running and try again; nothing was changed.";
  if (status === 404) return "This is not here any more. Reload the page.";
  return `Greenlight answered with an error (${status}). Try again in a moment.`;
}

function fieldErrors({ error, field, issues }: Body): Record<string, string> {
  const found = Object.fromEntries(
    (issues ?? []).filter((issue) => issue.field).map((issue) => [issue.field, readable(issue.problem)]),
  );
  if (field && !(field in found)) found[field] = error ?? "is not valid";
  return found;
}

const readable = (problem: string): string => (/^Invalid input: .*undefined$/.test(problem) ? "is required" : problem);

type Query = Record<string, string | number | null | undefined>;
export type ApiRequest = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal;
  /** Arrives also when the page is left meanwhile; for at most 64 KiB. */
  keepalive?: boolean;
};

function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return search.size > 0 ? `${path}?${search}` : path;
}

async function send(path: string, { method, query, json, form, signal, keepalive }: ApiRequest): Promise<Response> {
  const written = json !== undefined || form !== undefined;
  try {
    return await fetch(addressOf(path, query), {
      method: method ?? (written ? "POST" : "GET"),
      body: form ?? (json === undefined ? undefined : JSON.stringify(json)),
      headers: { accept: "application/json", ...(json !== undefined && { "content-type": "application/json" }) },
      signal,
      keepalive,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, {});
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.headers.get("content-type")?.includes("json")) return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Cut off on the way: the status still says what became of the request.
    if (response.ok) throw new ApiError(0, {});
    return {};
  }
}

function signInAndReturn(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?${new URLSearchParams({ next: pathname + search })}`);
}

/** The one way the screens speak to the API; throws {@link ApiError}. A lost session, company or freeze leads away from the page. */
export async function api<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const response = await send(path, request);
  const body = await readBody(response);
  if (response.ok) return body as T;
  throw refusalOf(response, body as Body);
}

function refusalOf({ status }: Response, body: Body): ApiError {
  const error = new ApiError(status, body);
  if (status === 401) signInAndReturn();
  if (status === 403) leaveCompany(error.code);
  return error;
}

/** An answer that arrives bit by bit; a refusal is like that of {@link api}. */
export async function openStream(path: string, request: ApiRequest): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await send(path, request);
  if (response.ok && response.body) return response.body;
  throw refusalOf(response, (await readBody(response)) as Body);
}

/** Sends a request and returns the answer whatever its status; throws {@link ApiError} only when none arrived. */
export async function tryOut(path: string, request: ApiRequest): Promise<{ status: number; body: unknown }> {
  const response = await send(path, request);
  return { status: response.status, body: await readBody(response) };
}

/** Sends a file to the address that was named for it. */
export async function putBytes(
  url: string,
  { file, headers }: { file: File; headers: Record<string, string> },
): Promise<void> {
  const response = await fetch(url, { method: "PUT", body: file, headers }).catch(() => {
    throw new ApiError(0, {});
  });
  if (!response.ok) throw new ApiError(response.status, (await readBody(response)) as Body);
}

/** Whether the same request may succeed a moment later; an answer that says no says no again. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;

/** Any thrown value as a sentence for the person. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : "Something went wrong on this page. Reload it and try again.";
