import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { serve, type ServerRequest } from "srvx";
import { answerDoors, headersOf, withHeaders } from "@/lib/http/machine-doors/answer-doors";
import { finderOf, type Door } from "@/lib/http/machine-doors/find-door";
import { Underway, type Room } from "@/lib/http/machine-doors/underway";
import { appendPeerAddress } from "@/lib/http/peer-address";
import { addHeaders, apiHeaders } from "@/lib/http/security-headers";
import { isOn } from "@/lib/platform/features";
import { newId } from "@/lib/platform/ids";

/** How long a sender may take, and how much it may send before the body; the body's own limit is the routes'. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than a proxy in front keeps an idle connection, so that it is never the one that is surprised. */
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 1_000,
};
/** The time that requests under way get at a stop; longer than a commit with its retries. */
const PATIENCE_MS = 20_000;

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

function refusal(status: 404 | 405, body: { error: string; code: string }, allow?: string): Response {
  const requestId = newId();
  const headers = { "x-request-id": requestId, ...(allow && { allow }) };
  const response = Response.json({ ...body, request_id: requestId }, { status, headers });
  addHeaders(response.headers, apiHeaders());
  return response;
}
const notHere = (): Response =>
  refusal(404, {
    error: "This process takes machines' requests only; everything else is at APP_URL.",
    code: "route.not_found",
  });
const notThisWay = (allow: string): Response =>
  refusal(405, { error: `This address takes ${allow} here.`, code: "method.not_allowed" }, allow);

/** A feature that is off has no address here either. */
const isOpen = ({ handlers }: Door): boolean =>
  Object.values(handlers).every(({ access: { feature } }) => isOn(feature));

/** The target of a request as it was sent: what `new URL` makes of it may be another address. */
const targetOf = ({ runtime, url }: ServerRequest): string => runtime?.node?.req.url ?? new URL(url).pathname;

async function answerer(doors: readonly Door[], underway: Underway): Promise<(of: ServerRequest) => Promise<Response>> {
  const find = finderOf(doors);
  const answer = await answerDoors(doors, underway);
  const others = await headersOf("/");
  return async (request) => {
    const found = find(targetOf(request));
    if (!found) return withHeaders(notHere(), others);
    const { handlers, path } = found.door;
    const handler = handlers[request.method === "HEAD" ? "GET" : request.method];
    if (handler) return answer(request, { ...found, handler });
    return withHeaders(notThisWay(Object.keys(handlers).join(", ")), await headersOf(path));
  };
}

/** A server for the doors alone, without Next: the same handlers, the same answers. */
export async function startIngestServer({ doors, port, host, limits, room }: Options): Promise<IngestServer> {
  appendPeerAddress();
  const underway = new Underway(room);
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
