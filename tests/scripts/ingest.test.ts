import { randomBytes, randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import config from "@/next.config";
import { DOORS } from "@/app/api/doors";
import { end, startIngestProcess, type IngestProcess } from "@/scripts/ingest/experiment";
import { startIngestServer, type IngestServer } from "@/scripts/ingest/server";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";
import { waitFor } from "../support/wait-for";

/** Says which module of Next, React or Clerk's part for Next is loaded. */
const TELL = `import { registerHooks } from "node:module";
registerHooks({ load(url, context, next) {
  if (/node_modules\\/(next|react|react-dom|@clerk\\/nextjs)\\//.test(url)) console.error("LOADED " + url);
  return next(url, context);
} });`;

let world: TestWorld;
let company: Company;
let token: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
});
afterAll(() => world.close());

const environment = (): Record<string, string> => ({
  DATABASE_URL: world.url,
  ENCRYPTION_MASTER_KEY: randomBytes(32).toString("hex"),
  LOG_LEVEL: "silent",
});
const event = (idempotency_key: string = randomUUID()): string =>
  JSON.stringify({
    workspace_id: company.workspaceId,
    contact_email: "ada@buyers.example",
    event_type: "sent",
    idempotency_key,
  });
const post = (url: string, path: string, body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(url + path, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
const postEvent = (url: string, body = event()): Promise<Response> =>
  post(url, "/api/events", body, { "x-webhook-token": token });
const stored = async (): Promise<Set<string>> => {
  const { rows } = await world.admin.query<{ key: string }>("select idempotency_key as key from email_events");
  return new Set(rows.map(({ key }) => key));
};

describe("npm run ingest", () => {
  let running: IngestProcess;
  beforeAll(async () => {
    running = await startIngestProcess({
      ...environment(),
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(TELL)}`,
    });
  });
  afterAll(() => end(running, "SIGKILL"));

  test("takes events, costs, project events and model calls, and says how it is", async () => {
    const { url } = running;
    const { projectId, workspaceId } = company;
    const publishable = (await listProjectKeys(company.owner, { projectId }))[0]?.key ?? "";
    const secret = (await rotateProjectKey(company.owner, { projectId, kind: "secret" })).key;
    const cost = JSON.stringify({
      workspace_id: workspaceId,
      provider: "openai",
      model: "gpt-4o-mini",
      cost_usd: 0.01,
    });
    const view = JSON.stringify({ event_id: randomUUID(), name: "pageview" });
    const paid = JSON.stringify({
      event_id: randomUUID(),
      type: "payment.succeeded",
      amount_cents: 1,
      currency: "EUR",
    });
    const chat = JSON.stringify({ messages: [{ role: "user", content: "Hello" }] });
    const project = `/api/projects/${projectId}`;
    const bearer = { authorization: `Bearer ${token}` };
    const answers = await Promise.all([
      postEvent(url),
      post(url, "/api/cost-events", cost, { "x-webhook-token": token }),
      post(url, `${project}/analytics/events`, view, { "x-project-key": publishable }),
      post(url, `${project}/payments/events`, paid, { "x-project-key": secret }),
      post(url, "/api/llm/v1/chat/completions", chat, bearer),
      fetch(`${url}/api/llm/v1/models`, { headers: bearer }),
      fetch(`${url}/api/health`),
      fetch(`${url}${project}/analytics/events`, { method: "OPTIONS" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200, 204]);
    expect(answers[2]?.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("knows no sessions and nothing else, and never loads Next or React", async () => {
    const { url } = running;
    const session = { authorization: "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln" };
    const refused = await post(url, `/api/projects/${company.projectId}/payments/events`, "{}", session);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, "session.missing"]);
    for (const path of [
      "/",
      "/api/projects",
      "/api/events/",
      "/api/projects/a/b/analytics/events",
      "/api/%65vents",
      "//api/events",
    ]) {
      const response = await fetch(url + path);
      expect([path, response.status]).toEqual([path, 404]);
    }
    const wrongWay = await fetch(`${url}/api/cost-events`);
    expect([wrongWay.status, wrongWay.headers.get("allow")]).toEqual([405, "POST"]);
    expect(running.output()).not.toContain("LOADED");
  });

  test("told to stop, it answers what is under way and ends; what it acknowledged is stored", async () => {
    const lock = await lockEvents();
    const sent = Array.from({ length: 50 }, async () => {
      const key = randomUUID();
      // A connection that was not accepted yet when the server stopped is reset: not under way, not acknowledged.
      const status = await postEvent(running.url, event(key)).then(
        (response) => response.status,
        () => null,
      );
      return { key, status };
    });
    await lock.isWaitedFor();
    const ended = end(running, "SIGTERM");
    const answers = (): Promise<boolean> =>
      fetch(`${running.url}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await waitFor(async () => !(await answers()), { what: "it takes no more" });
    await lock.release();
    const accepted = (await Promise.all(sent)).filter(({ status }) => status !== null);
    expect(accepted.length).toBeGreaterThan(0);
    expect(accepted.map(({ status }) => status)).toEqual(accepted.map(() => 200));
    expect(await ended).toBe(0);
    const keys = await stored();
    expect(accepted.filter(({ key }) => !keys.has(key))).toEqual([]);
  });
});

/** Holds the table of events as a migration would. */
async function lockEvents() {
  await world.admin.query("begin");
  await world.admin.query("lock table email_events in access exclusive mode");
  return {
    isWaitedFor: () =>
      waitFor(
        async () => {
          const { rows } = await world.admin.query<{ n: number }>(
            "select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted",
          );
          return (rows[0]?.n ?? 0) > 0;
        },
        { what: "a transaction waits for the table", everyMs: 20 },
      ),
    release: () => world.admin.query("commit"),
  };
}

describe("the server", () => {
  let server: IngestServer;
  beforeAll(async () => {
    const limits = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 50 };
    server = await startIngestServer({ doors: DOORS, port: 0, host: "127.0.0.1", limits });
  });
  afterAll(() => server.stop());

  /** Everything a connection hears until it is closed. */
  function raw(...parts: string[]): { socket: Socket; heard: Promise<string> } {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    const { promise, resolve } = Promise.withResolvers<string>();
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => (text += part));
    socket.on("close", () => resolve(text)).on("error", () => undefined);
    for (const part of parts) socket.write(part);
    return { socket, heard: promise };
  }
  const head = (more = ""): string =>
    `POST /api/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-webhook-token: ${token}\r\n${more}`;

  test("slow senders are cut off, with half the headers or half the body", async () => {
    expect(await raw("POST /api/ev").heard).toMatch(/^HTTP\/1.1 408 /);
    expect(await raw(head("content-length: 1000\r\n\r\n"), "{").heard).toMatch(/^(HTTP\/1.1 408 |$)/);
  });

  test("a head that is too large is 431, one that is none 400", async () => {
    expect(await raw(head(`x-pad: ${"x".repeat(20_000)}\r\n\r\n`)).heard).toMatch(/^HTTP\/1.1 431 /);
    expect(await raw("NONSENSE\r\n\r\n").heard).toMatch(/^HTTP\/1.1 400 /);
  });

  test("one connection serves many requests, also after a refusal", async () => {
    const bodies = [event(), "{", event()];
    const requests = bodies.map((body, index) =>
      head(`content-length: ${Buffer.byteLength(body)}\r\n${index === 2 ? "connection: close\r\n" : ""}\r\n${body}`),
    );
    const heard = await raw(requests.join("")).heard;
    expect([...heard.matchAll(/^HTTP\/1.1 (\d+)/gm)].map(([, status]) => status)).toEqual(["200", "400", "200"]);
  });

  test("a sender that leaves in the middle of a body disturbs nobody", async () => {
    const { socket, heard } = raw(head("content-length: 1000\r\n\r\n"), "{");
    socket.destroy();
    await heard;
    expect((await postEvent(server.url)).status).toBe(200);
  });

  test("requests and bytes are bounded; beyond that it answers 503, and room comes back", async () => {
    const small = await startIngestServer({
      doors: DOORS,
      port: 0,
      host: "127.0.0.1",
      room: { requests: 20, bytes: 100_000 },
    });
    try {
      const large = JSON.stringify([JSON.parse(event()), { pad: "x".repeat(150_000) }]);
      const refused = await postEvent(small.url, large);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
      expect(await refused.json()).toMatchObject({ code: "ingestion.busy" });
      const lock = await lockEvents();
      const statuses: number[] = [];
      const sent = Array.from({ length: 30 }, async () => statuses.push((await postEvent(small.url)).status));
      await waitFor(async () => statuses.length === 10, { what: "requests that do not fit are refused", everyMs: 20 });
      expect(statuses).toEqual(statuses.map(() => 503));
      await lock.release();
      await Promise.all(sent);
      expect(statuses.filter((status) => status === 200)).toHaveLength(20);
      expect((await postEvent(small.url)).status).toBe(200);
    } finally {
      await small.stop();
    }
  });

  test("a sender cannot forge its address", async () => {
    const headers = { "x-webhook-token": token, "x-forwarded-for": "203.0.113.9" };
    expect((await post(server.url, "/api/events", event(), headers)).status).toBe(200);
    const { rows } = await world.admin.query("select 1 from private.rate_limits where key like '%203.0.113.9%'");
    expect(rows).toEqual([]);
  });

  test("every answer has the headers that the application's own server adds", async () => {
    const everywhere = (await config.headers?.())?.find(({ source }) => source === "/:path*")?.headers ?? [];
    expect(everywhere.length).toBeGreaterThan(3);
    for (const path of ["/api/health", "/api/nothing"]) {
      const { headers } = await fetch(server.url + path);
      for (const { key, value } of everywhere) expect([key, headers.get(key)]).toEqual([key, value]);
    }
  });
});
