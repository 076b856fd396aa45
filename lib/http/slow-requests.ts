import { subscribe } from "node:diagnostics_channel";
import { Server, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** How long a request may take to arrive: its headers, then all of it. A response, such as an event stream, may take as long as it likes. */
export type Patience = { headersMs: number; bodyMs: number };

/** 25 MiB, the largest upload, arrive within it at 1.4 Mbit/s. */
const PATIENCE: Patience = { headersMs: 10_000, bodyMs: 150_000 };
const state = { watching: false };

/**
 * Ends connections whose request does not arrive in time, in every HTTP server of this process. Node looks for them only every 30 s, and
 * Next decides about its server's other limits. Call once, before the first request.
 */
export function endSlowRequests({ headersMs, bodyMs }: Patience = PATIENCE): void {
  if (state.watching) return;
  state.watching = true;
  const headersDue = new WeakMap<Socket, NodeJS.Timeout>();
  subscribe("net.server.socket", (message) => {
    const { socket } = message as { socket: Socket & { server?: unknown } };
    if (!(socket.server instanceof Server)) return;
    // A connection that was answered has sent its headers: a development server's socket becomes one of its browser.
    const timer = setTimeout(() => socket.bytesWritten > 0 || socket.destroy(), headersMs).unref();
    headersDue.set(socket, timer);
    socket.once("close", () => clearTimeout(timer));
  });
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    // Of the later requests of a connection Node itself watches the headers.
    server.headersTimeout = headersMs;
    clearTimeout(headersDue.get(request.socket));
    const timer = setTimeout(() => request.complete || request.socket.destroy(), bodyMs).unref();
    request.once("end", () => clearTimeout(timer)).once("close", () => clearTimeout(timer));
  });
}
