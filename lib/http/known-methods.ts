import { subscribe } from "node:diagnostics_channel";
import { Server, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { newId } from "@/lib/platform/ids";
import { apiHeaders } from "./security-headers";

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const KNOWN: ReadonlySet<string> = new Set(METHODS);
const ALLOW = METHODS.join(", ");
/** Node's own answers to requests that it cannot parse, by the code of the error; 400 to every other. */
const UNREADABLE: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

type Refusal = { headers: Record<string, string>; body: string };

function refusal(method: string): Refusal {
  const requestId = newId();
  const error = `The method ${method} does not exist here; Greenlight takes ${ALLOW}.`;
  const body = JSON.stringify({ error, code: "method.not_allowed", request_id: requestId });
  const headers = {
    ...apiHeaders(),
    allow: ALLOW,
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "x-request-id": requestId,
    connection: "close",
  };
  return { headers, body };
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const { headers, body } = refusal(request.method ?? "");
  response.writeHead(405, headers).end(body);
}

/** Node's parser knows the registered methods only; any other token never becomes a request. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  if (error.code !== "HPE_INVALID_METHOD") {
    socket.end(`HTTP/1.1 ${UNREADABLE[error.code ?? ""] ?? "400 Bad Request"}\r\nconnection: close\r\n\r\n`);
    return;
  }
  const { headers, body } = refusal("of this request");
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 405 Method Not Allowed\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

function guard(server: Server): void {
  const behind = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (!KNOWN.has(request.method ?? "")) return refuse(request, response);
    for (const listener of behind) listener.call(server, request, response);
  });
  server.on("clientError", answerUnreadable);
}

const guarded = new WeakSet<Server>();
const state = { watching: false };

/**
 * Answers 405 `method.not_allowed` to every method but the seven that routes may take, whatever the path, in every HTTP server of this
 * process. The platform's `Request` does not hold TRACE, so that Next would answer 500. Call once, before the first request.
 */
export function refuseUnknownMethods(): void {
  if (state.watching) return;
  state.watching = true;
  subscribe("net.server.socket", (message) => {
    const { server } = (message as { socket: Socket & { server?: unknown } }).socket;
    if (!(server instanceof Server) || guarded.has(server)) return;
    guarded.add(server);
    guard(server);
  });
}
