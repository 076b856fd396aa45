import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Pool } from "pg";
import { readEnvironment } from "./env.ts";
import { checkHealth } from "./health.ts";
import { askModel, readQuestion } from "./model.ts";
import { doOrder, readOrder } from "./orders.ts";
import { answerSiteDoor, readBody } from "./site-doors.ts";
import { serveSite } from "./site.ts";

const environment = readEnvironment();
const pool = new Pool({ connectionString: environment.databaseUrl, max: 4, connectionTimeoutMillis: 5_000 });
// A connection that breaks while it rests is replaced by the next query.
pool.on("error", (error) => process.stderr.write(`database: ${error.message}\n`));

const MAX_ORDER = 1_000;
const MAX_QUESTION = 500_000;

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
    const order = readOrder(await textOf(request, MAX_ORDER));
    if (!order) return answer(response, 400, { done: false, error: "This is no order." });
    const { status, body } = await doOrder(pool, environment, order);
    return answer(response, status, body);
  }
  if (request.method === "POST" && request.url === "/runtime/model") {
    const question = readQuestion(await textOf(request, MAX_QUESTION));
    if (!question) return answer(response, 400, { error: "This is no question." });
    const { status, body } = await askModel(environment, question);
    return answer(response, status, body);
  }
  const said = await answerSiteDoor(pool, request, new URL(request.url ?? "/", "http://runtime"));
  if (said) return answer(response, said.status, said.body);
  answer(response, 404, { error: "There is no such door." });
}

/** The body of a request; empty when it is longer than that. */
const textOf = async (request: IncomingMessage, most: number): Promise<string> =>
  (await readBody(request, most))?.toString("utf8") ?? "";

const servePage = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
  serveSite(pool, request, response);

/** Answers a request, whatever calls it: a server of its own, or a host's function. */
export async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const serve = request.url?.startsWith("/runtime/") ? serveRuntime : servePage;
  try {
    await serve(request, response);
  } catch (error) {
    process.stderr.write(`${request.method} ${request.url}: ${error instanceof Error ? error.message : "failed"}\n`);
    if (!response.headersSent) answer(response, 503, { error: "This could not be done now." });
  }
}
