import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { isLoopback } from "./caller-address";

const HEADER = "x-forwarded-for";
const state = { listening: false, warned: false };

/** With no trusted proxy every caller behind one on this machine is this machine, which no limit by address applies to. */
function warnOfProxy(peer: string): void {
  if (state.warned || env().TRUSTED_PROXY_HOPS > 0 || !isLoopback(peer)) return;
  state.warned = true;
  log().warn(
    { variable: "TRUSTED_PROXY_HOPS" },
    "A request came through a proxy on this machine (it has x-forwarded-for), but TRUSTED_PROXY_HOPS is 0: limits by address are off, and audit lines name the proxy. Set TRUSTED_PROXY_HOPS to the number of proxies in front.",
  );
}

/**
 * Appends to every request's `x-forwarded-for` the address of its connection, as a proxy would. Next keeps the header of a request as it
 * is, so that without this a caller could write down any address as its own. Call once, before the first request.
 */
export function appendPeerAddress(): void {
  if (state.listening) return;
  state.listening = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const peer = request.socket.remoteAddress;
    if (!peer) return;
    const given = request.headers[HEADER];
    if (given) warnOfProxy(peer);
    request.headers[HEADER] = given ? `${String(given)}, ${peer}` : peer;
  });
}
