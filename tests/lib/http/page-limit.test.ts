import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest, type NextFetchEvent, type NextMiddleware } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "@/lib/http/rate-limits";
import { issueLocalSession, localUserId } from "@/lib/providers/identity/local/issuer";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

let world: TestWorld;
let home: string;
let gate: NextMiddleware;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-gate-"));
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await writeFile(join(home, "private.pem"), privateKey);
  Object.assign(process.env, {
    LOCAL_IDENTITY_KEY_FILE: join(home, "private.pem"),
    CLERK_JWT_KEY: publicKey,
    CLERK_SECRET_KEY: "sk_test_local",
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from("clerk.localhost$").toString("base64")}`,
  });
  world = await createTestWorld();
  // Clerk reads its keys when it is loaded.
  ({ gate } = await import("@/lib/http/gate"));
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true, force: true });
});

async function open(path: string, email: string | null): Promise<Response> {
  const headers: HeadersInit =
    email === null ? {} : { authorization: `Bearer ${(await issueLocalSession(email)).token}` };
  const answer = await gate(new NextRequest(`http://127.0.0.1:3000${path}`, { headers }), {} as NextFetchEvent);
  if (!answer) throw new Error("the gate said nothing");
  return answer;
}

const passes = (answer: Response): boolean => answer.headers.get("x-middleware-next") === "1";

const exhaust = (email: string): Promise<unknown> =>
  world.admin.query("insert into private.rate_limits (key, points, expire) values ($1, $2, $3)", [
    `${LIMITS.user.name}:${localUserId(email)}`,
    LIMITS.user.points,
    Date.now() + 30_000,
  ]);

test("too many requests get a 429 page that says so, and pages load again afterwards", async () => {
  await exhaust("busy@founders.example");
  const refused = await open("/companies", "busy@founders.example");
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(30);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": expect.stringMatching(/^default-src 'none'; style-src 'sha256-/),
  });
  const html = await refused.text();
  expect(html).toContain("<h1>Too many requests</h1>");
  expect(html).toContain(`Try again in ${seconds} seconds.`);
});

test("a page is one request of the same limit as the API; other people, open pages and API routes pass", async () => {
  await exhaust("loud@founders.example");
  expect(passes(await open("/companies", "quiet@founders.example"))).toBe(true);
  expect(passes(await open("/", "loud@founders.example"))).toBe(true);
  // Counted by its route, once.
  expect(passes(await open("/api/projects", "loud@founders.example"))).toBe(true);
  expect((await open("/companies", null)).headers.get("location")).toContain("/sign-in");
});

test("a page costs no round trip of its own: points are taken from the shared counter a block at a time", async () => {
  for (let page = 0; page < 50; page += 1) expect(passes(await open("/companies", "many@founders.example"))).toBe(true);
  const key = `${LIMITS.user.name}:${localUserId("many@founders.example")}`;
  const { rows } = await world.admin.query("select points from private.rate_limits where key = $1", [key]);
  expect(rows).toEqual([{ points: LIMITS.user.block }]);
});
