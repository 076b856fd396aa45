import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { connect, type TLSSocket } from "node:tls";

/** Opens a connection and believes it by the SHA-256 of the server's certificate alone, before anything is sent over it. */
async function openPinned(url: URL, pin: string, signal: AbortSignal): Promise<TLSSocket> {
  const socket = connect({ host: url.hostname, port: Number(url.port || 443), rejectUnauthorized: false });
  const end = (): void => void socket.destroy(signal.reason instanceof Error ? signal.reason : undefined);
  signal.addEventListener("abort", end, { once: true });
  await once(socket, "secureConnect", { signal });
  const shown = socket.getPeerCertificate().fingerprint256?.replaceAll(":", "").toLowerCase();
  if (shown === pin) return socket;
  socket.destroy();
  throw Object.assign(new Error("The server shows another certificate than the one that was given."), {
    code: "CERT_NOT_PINNED",
  });
}

/** `fetch` for a server that made its own certificate. No redirect is followed. */
export async function pinnedFetch(address: string, pin: string, init: RequestInit): Promise<Response> {
  const url = new URL(address);
  const signal = init.signal ?? new AbortController().signal;
  const socket = await openPinned(url, pin, signal);
  const body = typeof init.body === "string" ? init.body : "";
  const outgoing = request({
    createConnection: () => socket,
    host: url.hostname,
    path: `${url.pathname}${url.search}`,
    method: init.method ?? "GET",
    headers: {
      ...Object.fromEntries(new Headers(init.headers)),
      "content-length": String(Buffer.byteLength(body)),
      connection: "close",
    },
    signal,
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, "response", { signal })) as [IncomingMessage];
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  return new Response(Readable.toWeb(answer) as ReadableStream, { status: answer.statusCode ?? 502, headers });
}
