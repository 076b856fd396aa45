import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Pool } from "pg";
import { readEnvironment } from "./env.ts";
import { checkHealth } from "./health.ts";
import { doOrder, readOrder } from "./orders.ts";
import { serveSite } from "./site.ts";

const environment = readEnvironment();
const pool = new Pool({ connectionString: environment.databaseUrl, max: 4, connectionTimeoutMillis: 5_000 });
// A connection that breaks while it rests is replaced by the next query.
pool.on("error", (error) => process.stderr.write(`database: ${error.message}\n`));

const MAX_BODY = 1_000;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether Greenlight asks. */
const isGreenlight = ({ headers: { authorization = "" } }: IncomingMessage): boolean =>
  timingSafeEqual(digest(authorization), digest(`Bearer ${environment.runtimeKey}`));

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

async function serveRuntime(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isGreenlight(request)) return answer(response, 401, { error: "Only Greenlight may ask this." });
  if (request.method === "GET" && request.url === "/runtime/health")
    return answer(response, 200, await checkHealth(pool, environment.commit));
  if (request.method === "POST" && request.url === "/runtime/orders") {
    const order = readOrder(await bodyOf(request));
    if (!order) return answer(response, 400, { done: false, error: "This is no order." });
    const { status, body } = await doOrder(pool, environment, order);
    return answer(response, status, body);
  }
  answer(response, 404, { error: "There is no such door." });
}

/** The body of a request; empty when it is longer than an order can be. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) if ((text += String(chunk)).length > MAX_BODY) return "";
  return text;
}

export const server = createServer((request, response) => {
  const serve = request.url?.startsWith("/runtime/") ? serveRuntime : serveSite;
  serve(request, response).catch((error: unknown) => {
    process.stderr.write(`${request.method} ${request.url}: ${error instanceof Error ? error.message : "failed"}\n`);
    if (!response.headersSent) answer(response, 503, { error: "This could not be done now." });
  });
});
server.listen(environment.port, environment.host);
