import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { publicRoute } from "@/lib/http/public-route";
import { callerAddress, LIMITS, spend } from "@/lib/http/rate-limits";
import type { RouteHandler } from "@/lib/http/route";
import { webhookTokenRoute } from "@/lib/http/webhook-token-route";
import { issueWebhookToken } from "@/lib/tenancy/issue-webhook-token";
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

const call = (route: RouteHandler, from: string, withToken = token): Promise<Response> =>
  route(
    new Request("http://localhost/x", {
      method: "POST",
      headers: { "content-type": "application/json", "x-webhook-token": withToken, "x-forwarded-for": from },
      body: JSON.stringify({ workspace_id: company.workspaceId }),
    }),
    { params: Promise.resolve({}) },
  );

const guess = (from: string): Promise<Response> => call(machine, from, randomBytes(32).toString("hex"));
const statuses = async (answers: Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status);

test("who guesses tokens is stopped after 60, with the right one too; other addresses are not", async () => {
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
    await expect(spend(of, "somebody else")).resolves.toBeUndefined();
  }
});

test("limits are taken in whole blocks, so that the last one is not lost", () => {
  for (const { points, block } of Object.values(LIMITS)) expect(points % block).toBe(0);
});

test.each([
  [undefined, null],
  ["127.0.0.1", null],
  ["::1", null],
  ["::ffff:127.0.0.1", null],
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
])("%s counts as %s", (address, caller) => expect(callerAddress(address)).toBe(caller));
