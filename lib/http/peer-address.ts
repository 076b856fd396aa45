import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const HEADER = "x-forwarded-for";
const state = { listening: false };

/**
 * Appends to every request's `x-forwarded-for` who really sent it, as a proxy would. Next keeps a header that came along as it is, so
 * that without this anybody could write down any address as their own. Call once, before the first request.
 */
export function appendPeerAddress(): void {
  if (state.listening) return;
  state.listening = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const peer = request.socket.remoteAddress;
    if (!peer) return;
    const given = request.headers[HEADER];
    request.headers[HEADER] = given ? `${String(given)}, ${peer}` : peer;
  });
}
