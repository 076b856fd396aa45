import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { serve, type ServerRequest } from "srvx";
import { newId } from "@/lib/platform/ids";
import { appendPeerAddress } from "@/lib/http/peer-address";
import { addHeaders, apiHeaders } from "@/lib/http/security-headers";
import config from "@/next.config";
import { finderOf, type Door } from "./doors";

/** How long a sender may take, and how much it may send before the body; the body's own limit is the routes'. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than a proxy in front keeps an idle connection, so that it is never the one that is surprised. */
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 1_000,
};
/** What is under way at a stop gets this long; more than a commit and its retries take. */
const PATIENCE_MS = 20_000;

type Options = { doors: readonly Door[]; port: number; host: string; limits?: Partial<typeof LIMITS> };
export type IngestServer = {
  url: string;
  /** Stops accepting, answers what is under way, ends every connection. */
  stop(): Promise<void>;
};

type Named = readonly (readonly [string, string])[];

/** What the application's own server puts on every answer of a path (next.config.ts): the same here. */
async function headersOf(path: string): Promise<Named> {
  const rules = (await config.headers?.()) ?? [];
  const applying = rules.filter(({ source }) => source === "/:path*" || new RegExp(`^${source}$`).test(path));
  return applying.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value] as const));
}

function refusal(status: 404 | 405, body: { error: string; code: string }, allow?: string): Response {
  const requestId = newId();
  const headers = { "x-request-id": requestId, ...(allow && { allow }) };
  const response = Response.json({ ...body, request_id: requestId }, { status, headers });
  addHeaders(response.headers, apiHeaders());
  return response;
}
const notHere = (): Response =>
  refusal(404, { error: "This process takes events only; everything else is at APP_URL.", code: "route.not_found" });
const notThisWay = (allow: string): Response =>
  refusal(405, { error: `This address takes ${allow} here.`, code: "method.not_allowed" }, allow);

/**
 * The body straight from the socket. A web stream costs more than the rest of a small request, and one that a handler stops reading
 * ends the connection before the sender has read why.
 */
function readFromSocket(request: ServerRequest): void {
  const source = request.runtime?.node?.req as IncomingMessage | undefined;
  if (!source || request.method === "GET" || request.method === "HEAD") return;
  Object.defineProperty(request, "body", { value: source.iterator({ destroyOnReturn: false }) });
}

async function answerer(doors: readonly Door[]): Promise<(request: ServerRequest) => Promise<Response>> {
  const find = finderOf(doors);
  const named = new Map(await Promise.all(doors.map(async (door) => [door, await headersOf(door.path)] as const)));
  const elsewhere = await headersOf("/");
  return async (request) => {
    const { pathname } = new URL(request.url);
    const found = find(pathname);
    const handler = found?.door.handlers[request.method === "HEAD" ? "GET" : request.method];
    readFromSocket(request);
    const response = handler
      ? await handler(request, { params: Promise.resolve(found.params) })
      : found
        ? notThisWay(Object.keys(found.door.handlers).join(", "))
        : notHere();
    for (const [name, value] of (found && named.get(found.door)) ?? elsewhere) response.headers.set(name, value);
    return response;
  };
}

/** Counts what is under way, by the answers that are not sent yet. */
function watch(server: Server): { stopping: () => void; answered: () => Promise<void> } {
  const state = { open: 0, isStopping: false };
  let settle: (() => void) | undefined;
  server.on("request", (_request: IncomingMessage, response: ServerResponse) => {
    state.open += 1;
    if (state.isStopping) response.shouldKeepAlive = false;
    response.once("close", () => {
      state.open -= 1;
      if (state.isStopping) server.closeIdleConnections();
      if (state.open === 0) settle?.();
    });
  });
  return {
    stopping: () => (state.isStopping = true),
    answered: () =>
      state.open === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            settle = resolve;
          }),
  };
}

/** A server for the doors alone, without Next: the same handlers, the same answers. */
export async function startIngestServer({ doors, port, host, limits }: Options): Promise<IngestServer> {
  appendPeerAddress();
  const running = serve({
    fetch: await answerer(doors),
    port,
    hostname: host,
    node: { ...LIMITS, ...limits },
    gracefulShutdown: false,
    silent: true,
    manual: true,
  });
  const server = running.node?.server as Server;
  const under = watch(server);
  await running.serve();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no address.");
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    stop: async () => {
      under.stopping();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const { promise: patience, resolve: lose } = Promise.withResolvers<void>();
      const timer = setTimeout(lose, PATIENCE_MS);
      await Promise.race([under.answered(), patience]);
      clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
}
