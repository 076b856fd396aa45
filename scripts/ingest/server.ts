import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { serve, type ServerRequest } from "srvx";
import { toErrorResponse } from "@/lib/http/error-response";
import { appendPeerAddress } from "@/lib/http/peer-address";
import { addHeaders, apiHeaders } from "@/lib/http/security-headers";
import { busy } from "@/lib/metering/events/fair-room";
import { isOn } from "@/lib/platform/features";
import { newId } from "@/lib/platform/ids";
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
/** The most that this process holds; beyond it senders are told to retry. */
const ROOM = { requests: 20_000, bytes: 256 * 1024 * 1024 };
/** The time that requests under way get at a stop; longer than a commit with its retries. */
const PATIENCE_MS = 20_000;

type Room = typeof ROOM;
type Options = {
  doors: readonly Door[];
  port: number;
  host: string;
  limits?: Partial<typeof LIMITS>;
  room?: Partial<Room>;
};
export type IngestServer = {
  url: string;
  /** Stops accepting, answers what is under way, ends every connection. */
  stop(): Promise<void>;
};

type Named = readonly (readonly [string, string])[];

/** The headers that the application's own server sets on every answer of a path (next.config.ts): the same here. */
async function headersOf(path: string): Promise<Named> {
  const rules = (await config.headers?.()) ?? [];
  const applying = rules.filter(({ source }) => source === "/:path*" || new RegExp(`^${source}$`).test(path));
  return applying.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value] as const));
}

const tooBusy = (): Response => {
  const requestId = newId();
  const response = toErrorResponse(busy(), requestId);
  response.headers.set("x-request-id", requestId);
  addHeaders(response.headers, apiHeaders());
  return response;
};

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

/** The requests under way, and the bytes of their bodies. */
class Underway {
  private open = 0;
  private bytes = 0;
  private isStopping = false;
  private onAnswered?: () => void;

  constructor(private readonly room: Room) {}

  /** Asked when the request at hand is counted already. */
  isFull(): boolean {
    return this.open > this.room.requests || this.bytes >= this.room.bytes;
  }

  /** Counts a request until its answer is sent or its sender is gone. */
  follow(server: Server, response: ServerResponse): void {
    this.open += 1;
    if (this.isStopping) response.shouldKeepAlive = false;
    response.once("close", () => {
      this.open -= 1;
      if (this.isStopping) server.closeIdleConnections();
      if (this.open === 0) this.onAnswered?.();
    });
  }

  /**
   * The body straight from the socket. A web stream costs more than the rest of a small request, and one that a handler stops reading
   * ends the connection before the sender has read why.
   */
  async *bodyOf(source: IncomingMessage, response: ServerResponse): AsyncGenerator<Buffer> {
    let held = 0;
    response.once("close", () => (this.bytes -= held));
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (this.bytes + chunk.length > this.room.bytes) throw busy();
      held += chunk.length;
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  /** From now on each answer is the last of its connection; resolves when all are sent. */
  answered(): Promise<void> {
    this.isStopping = true;
    return this.open === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.onAnswered = resolve;
        });
  }
}

function readFromSocket(request: ServerRequest, underway: Underway): void {
  const { req, res } = request.runtime?.node ?? {};
  if (!req || !res || request.method === "GET" || request.method === "HEAD") return;
  const body = underway.bodyOf(req as IncomingMessage, res as ServerResponse);
  Object.defineProperty(request, "body", { value: body });
}

/** A feature that is off has no address here either. */
const isOpen = ({ handlers }: Door): boolean =>
  Object.values(handlers).every(({ access: { feature } }) => isOn(feature));

type Answer = (request: ServerRequest) => Promise<Response>;

async function answerer(doors: readonly Door[], underway: Underway): Promise<Answer> {
  const find = finderOf(doors);
  const named = new Map(await Promise.all(doors.map(async (door) => [door, await headersOf(door.path)] as const)));
  const elsewhere = await headersOf("/");
  const respond = async (request: ServerRequest, found: ReturnType<typeof find>): Promise<Response> => {
    if (underway.isFull()) return tooBusy();
    if (!found) return notHere();
    const { door, params } = found;
    const handler = door.handlers[request.method === "HEAD" ? "GET" : request.method];
    if (!handler) return notThisWay(Object.keys(door.handlers).join(", "));
    readFromSocket(request, underway);
    return handler(request, { params: Promise.resolve(params) });
  };
  return async (request) => {
    const found = find(new URL(request.url).pathname);
    const response = await respond(request, found);
    for (const [name, value] of (found && named.get(found.door)) ?? elsewhere) response.headers.set(name, value);
    return response;
  };
}

/** A server for the doors alone, without Next: the same handlers, the same answers. */
export async function startIngestServer({ doors, port, host, limits, room }: Options): Promise<IngestServer> {
  appendPeerAddress();
  const underway = new Underway({ ...ROOM, ...room });
  const running = serve({
    fetch: await answerer(doors.filter(isOpen), underway),
    port,
    hostname: host,
    node: { ...LIMITS, ...limits },
    gracefulShutdown: false,
    silent: true,
    manual: true,
  });
  const server = running.node?.server as Server;
  server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) =>
    underway.follow(server, response),
  );
  await running.serve();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no address.");
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    stop: async () => {
      const answered = underway.answered();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const { promise: patience, resolve: lose } = Promise.withResolvers<void>();
      const timer = setTimeout(lose, PATIENCE_MS);
      await Promise.race([answered, patience]);
      clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
}
