import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { websiteRoute } from "@/lib/http/project-key-route";
import { publicRoute } from "@/lib/http/public-route";
import { LIMITS, spend } from "@/lib/http/rate-limits";
import type { RouteHandler } from "@/lib/http/route";
import { webhookTokenRoute } from "@/lib/http/webhook-token-route";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { issueWebhookToken } from "@/lib/foundation/credentials/issue-webhook-token";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let company: Company;
let token: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  token = (await withTransaction(company.owner, (tx) => issueWebhookToken(tx, 0))).token;
});
afterAll(() => world.close());

const machine = webhookTokenRoute({ input: { body: z.unknown() }, handler: async () => ({ ok: true }) });
const open = publicRoute({ input: {}, handler: async () => ({ ok: true }) });
const website = websiteRoute({ input: {}, handler: async () => ({ ok: true }) });

const call = (
  route: RouteHandler,
  from: string,
  credential: object = { "x-webhook-token": token },
): Promise<Response> =>
  route(
    new Request("http://localhost/x", {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": from, ...credential },
      body: JSON.stringify({ workspace_id: company.workspaceId }),
    }),
    { params: Promise.resolve({}) },
  );

const guess = (from: string): Promise<Response> =>
  call(machine, from, { "x-webhook-token": randomBytes(32).toString("hex") });
/** Requests that any website can make its visitors' browsers send: with a company's key, or without one. */
const view = (from: string, key: string): Promise<Response> =>
  website(
    new Request("http://localhost/x", {
      method: "POST",
      headers: { "content-type": "application/json", "x-project-key": key, "x-forwarded-for": from },
      body: "{}",
    }),
    { params: Promise.resolve({ projectId: company.projectId }) },
  );
const blindPost = (from: string): Promise<Response> =>
  machine(new Request("http://localhost/x", { method: "POST", headers: { "x-forwarded-for": from }, body: "x" }), {
    params: Promise.resolve({}),
  });
const statuses = async (answers: Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status);

test("an address that guesses tokens is stopped after 60, even with the right one; other addresses are not", async () => {
  for (let wrong = 0; wrong < LIMITS.wrongCredentials.points; wrong += 1)
    expect((await guess("203.0.113.7")).status).toBe(401);
  await guess("203.0.113.7");
  const stopped = await call(machine, "203.0.113.7");
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(500);
  expect(await stopped.json()).toMatchObject({
    code: "rate.limited",
    error: expect.stringMatching(/Try again in \d+ seconds\.$/),
  });
  expect(await statuses([call(machine, "203.0.113.8"), call(open, "203.0.113.7")])).toEqual([200, 429]);
});

test("an address that guesses website keys is stopped at the routes that accept them, even with the right one, and at no other", async () => {
  const { key } = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "publishable" });
  expect((await view("203.0.113.9", key)).status).toBe(200);
  for (let wrong = 0; wrong < LIMITS.wrongProjectKeys.points; wrong += 1)
    expect((await view("203.0.113.9", "gpk_rotated")).status).toBe(401);
  await view("203.0.113.9", "gpk_rotated");
  const stopped = await view("203.0.113.9", key);
  expect([stopped.status, stopped.headers.get("access-control-allow-origin")]).toEqual([429, "*"]);
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(500);
  const others = [call(machine, "203.0.113.9"), call(open, "203.0.113.9"), view("203.0.113.10", key)];
  expect(await statuses(others)).toEqual([200, 200, 200]);
});

test("a request without a token, which any page can make a browser send, is not a guess", async () => {
  for (let blind = 0; blind <= LIMITS.wrongCredentials.points; blind += 1)
    expect((await blindPost("203.0.113.11")).status).toBe(401);
  expect((await call(open, "203.0.113.11")).status).toBe(200);
});

test("a guess brought as a bearer is one too", async () => {
  const authorization = `Bearer ${randomBytes(32).toString("hex")}`;
  for (let wrong = 0; wrong <= LIMITS.wrongCredentials.points; wrong += 1)
    await call(machine, "203.0.113.12", { authorization });
  expect((await call(machine, "203.0.113.12")).status).toBe(429);
});

test("guesses from one address with changing ports, as some proxies write it, count together", async () => {
  for (let wrong = 0; wrong <= LIMITS.wrongCredentials.points; wrong += 1)
    expect((await guess(`203.0.113.21:${40_000 + wrong}`)).status).toBe(401);
  expect((await call(machine, "203.0.113.21")).status).toBe(429);
});

test("entries that are no address count as one caller", async () => {
  for (let wrong = 0; wrong <= LIMITS.wrongCredentials.points; wrong += 1) await guess(`_hidden${wrong}`);
  expect((await call(machine, "_another")).status).toBe(429);
});

test("this machine itself, where instances and a proxy share one address, is not counted by it", async () => {
  for (let wrong = 0; wrong <= LIMITS.wrongCredentials.points; wrong += 1) await guess("127.0.0.1");
  expect((await call(machine, "127.0.0.1")).status).toBe(200);
});

test("an address that nobody is known behind has a limit of requests", async () => {
  const { rows } = await world.admin.query(
    "insert into private.rate_limits (key, points, expire) values ('address:198.51.100.1', $1, $2) returning 1",
    [LIMITS.address.points, Date.now() + 30_000],
  );
  expect(rows).toHaveLength(1);
  expect(await statuses([call(open, "198.51.100.1"), call(machine, "198.51.100.1")])).toEqual([429, 200]);
});

test("a token, a key and a person have limits of their own", async () => {
  for (const of of [LIMITS.token, LIMITS.key, LIMITS.user]) {
    await world.admin.query("insert into private.rate_limits (key, points, expire) values ($1, $2, $3)", [
      `${of.name}:somebody`,
      of.points,
      Date.now() + 30_000,
    ]);
    await expect(spend(of, "somebody")).rejects.toMatchObject({ kind: "rate_limited", code: "rate.limited" });
    await expect(spend(of, "another person")).resolves.toBeUndefined();
  }
});

test("limits are taken in whole blocks, so that the last one is not lost", () => {
  for (const { points, block } of Object.values(LIMITS)) expect(points % block).toBe(0);
});
