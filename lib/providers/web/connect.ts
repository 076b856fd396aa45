import { request as requestHttp, type ClientRequest, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { Readable } from "node:stream";
import { AppError } from "@/lib/platform/errors";
import { addressesOf, isAllowed, type Lookup } from "../mail/smtp/addresses";
import { decoded } from "./decoded";

const TIMEOUT_MS = 10_000;
const LONG_TIMEOUT_MS = 60_000;
const MAX_BYTES = 2 * 1024 * 1024;

export type Exchange = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  allowLoopback: boolean;
  /** 2 MiB, unless a file is expected that is larger; it then has a minute. */
  maxBytes?: number;
  /** How long the connection may take, out of the whole. */
  connectMs?: number;
  /** A compressed body is unpacked, as far as `maxBytes` of it. */
  unpack?: boolean;
  /** Instead of the resolver of this machine. */
  lookup?: Lookup;
};
/** `body`: at most 2 MiB of it, as UTF-8. `bytes`: all that was read of it. */
export type Answer = { status: number; headers: Record<string, string>; body: string; bytes: Buffer };

/** How long an exchange may take by the bytes that it may bring. */
export const timeoutOf = (maxBytes = 0): number => (maxBytes > MAX_BYTES ? LONG_TIMEOUT_MS : TIMEOUT_MS);

export const webFailure = (code: string, message: string, cause?: unknown): AppError =>
  new AppError("unavailable", message, { code: `web.${code}`, cause });

/**
 * One exchange with a web server, 10 s at most. Its address is resolved, checked and connected to as one act, so no name leads into our own
 * network. Throws `web.private`, `web.unreachable`, `web.timeout`.
 */
export async function connect(href: string, { allowLoopback, lookup, ...exchanged }: Exchange): Promise<Answer> {
  const url = new URL(href);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw webFailure("private", `${href} is no web address.`);
  const addresses = await addressesOf(url.hostname, lookup);
  const address = addresses[0];
  if (address === undefined) throw webFailure("unreachable", `${url.hostname} has no address.`);
  if (!addresses.every((each) => isAllowed(each, { allowLoopback }))) {
    throw webFailure("private", `${url.hostname} is an address inside a private network.`);
  }
  const signal = AbortSignal.any([exchanged.signal, AbortSignal.timeout(timeoutOf(exchanged.maxBytes))]);
  try {
    return await exchange(url, { ...exchanged, address, signal });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (signal.aborted)
      throw webFailure(
        "timeout",
        `${url.hostname} did not answer within ${timeoutOf(exchanged.maxBytes) / 1000} s.`,
        cause,
      );
    throw webFailure("unreachable", `${url.hostname} could not be reached.`, cause);
  }
}

type Sent = Omit<Exchange, "allowLoopback" | "lookup"> & { address: string };

function exchange(
  url: URL,
  { address, method, headers, body, signal, maxBytes, connectMs, unpack = false }: Sent,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const start = url.protocol === "https:" ? requestHttps : requestHttp;
  const outgoing = start(
    {
      host: address,
      // The certificate is asked for by name, the connection goes to the address that was checked.
      servername: url.hostname,
      port: url.port || undefined,
      path: url.pathname + url.search,
      method,
      headers: { host: url.host, ...headers },
      signal,
    },
    (response) => {
      read(response, { maxBytes: Math.max(maxBytes ?? 0, MAX_BYTES), unpack }).then(resolve, reject);
    },
  );
  if (connectMs !== undefined) limitConnecting(outgoing, url, connectMs);
  outgoing.on("error", reject);
  outgoing.end(body);
  return promise;
}

function limitConnecting(outgoing: ClientRequest, url: URL, connectMs: number): void {
  const late = (): void =>
    void outgoing.destroy(webFailure("timeout", `${url.hostname} took no connection within ${connectMs / 1000} s.`));
  const timer = setTimeout(late, connectMs);
  const stop = (): void => clearTimeout(timer);
  outgoing.on("socket", (socket) => {
    if (!socket.connecting) return stop();
    socket.once(url.protocol === "https:" ? "secureConnect" : "connect", stop);
  });
  outgoing.on("close", stop);
}

type Reading = { maxBytes: number; unpack: boolean };

async function read(response: IncomingMessage, { maxBytes, unpack }: Reading): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const source: Readable = unpack ? decoded(response) : response;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  const bytes = Buffer.concat(chunks).subarray(0, maxBytes);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: bytes.subarray(0, MAX_BYTES).toString("utf8"),
    bytes,
  };
}
