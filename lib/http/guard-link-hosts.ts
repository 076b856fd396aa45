import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { answerOnLinkHost, foreignHost } from "./link-hosts";

const CHANNEL = "http.server.request.start";
const guarded = new WeakSet<Server>();
const state = { watching: false };

type Asked = { host: string; request: IncomingMessage; response: ServerResponse };

async function answer({ host, request, response }: Asked, goOn: () => void): Promise<void> {
  const instead = await answerOnLinkHost(host, request.url ?? "");
  if (!instead) return goOn();
  request.resume();
  response.writeHead(instead.status, instead.headers).end(request.method === "HEAD" ? undefined : instead.body);
}

function guard(server: Server): void {
  const behind = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const goOn = (): void => behind.forEach((listener) => listener.call(server, request, response));
    const host = foreignHost(request.headers.host);
    if (host === null) return goOn();
    void answer({ host, request, response }, goOn);
  });
}

/**
 * Lets a company's host of links answer links alone, in every HTTP server of this process: in front of Next, of files and of the doors of
 * machines, so call it after those are installed. Call once, before the first request.
 */
export function guardLinkHosts(): void {
  if (state.watching) return;
  state.watching = true;
  subscribe(CHANNEL, (message) => {
    const { server } = message as { server: Server };
    if (guarded.has(server)) return;
    guarded.add(server);
    guard(server);
  });
}
