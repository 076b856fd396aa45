import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest, type NextFetchEvent } from "next/server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi, type MockInstance } from "vitest";
import type { gate as Gate } from "@/lib/http/gate";
import { issueLocalSession } from "@/lib/providers/identity/local/issuer";
import { pagePaths, routeManifest } from "../../support/route-manifest";

const ORIGIN = "http://127.0.0.1:3000";
const folder = mkdtempSync(join(tmpdir(), "greenlight-gate-"));

let gate: typeof Gate;
let token: string;
let issuedAt: number;
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  const file = join(folder, "private.pem");
  writeFileSync(file, pem);
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://greenlight@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    LOG_LEVEL: "silent",
    APP_URL: ORIGIN,
    LOCAL_IDENTITY_KEY_FILE: file,
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_live_${Buffer.from("clerk.localhost$").toString("base64")}`,
    CLERK_SECRET_KEY: "sk_live_unused",
    CLERK_JWT_KEY: createPublicKey(pem).export({ type: "spki", format: "pem" }).toString(),
  });
  // After the environment is whole: Clerk's SDK reads it when it is loaded.
  ({ gate } = await import("@/lib/http/gate"));
  ({ token, issuedAt } = await issueLocalSession("founder@demo.local"));
});
afterAll(() => rmSync(folder, { recursive: true }));

let outgoing: MockInstance<typeof fetch>;
beforeEach(() => {
  outgoing = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("an outgoing call"));
});
afterEach(() => void vi.restoreAllMocks());

const ask = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  (await gate(new NextRequest(ORIGIN + path, { headers }), {} as NextFetchEvent)) as Response;
const asPage = { accept: "text/html", "sec-fetch-dest": "document" };

test.each([
  "__clerk_handshake_nonce=x",
  "__clerk_handshake=e30.e30.x",
  "__clerk_db_jwt=x",
  "__clerk_ticket=x&__clerk_status=complete",
  "__clerk_synced=false",
  "__dev_session=x",
])("without Clerk, ?%s leads to the same address without it, and nothing is asked of Clerk", async (query) => {
  for (const path of ["/sign-in", "/", "/companies", "/api/projects"]) {
    const response = await ask(`${path}?kept=1&${query}`, asPage);
    const { pathname, search } = new URL(response.headers.get("location") ?? "", ORIGIN);
    expect([response.status, pathname + search]).toEqual([307, `${path}?kept=1`]);
  }
  expect(outgoing).not.toHaveBeenCalled();
});

test.each([
  "__clerk_handshake=e30.e30.x",
  "__clerk_handshake_nonce=x",
  "__clerk_db_jwt=dvb_x",
  "__refresh_abcdefgh=x; __session_abcdefgh=e30.e30.x; __client_uat_abcdefgh=1",
  "__client_uat=1700000000",
  "__session=e30.e30.x; __client_uat=1700000000; __refresh=x",
])("without Clerk, the cookies %s make nobody's call", async (cookie) => {
  expect((await ask("/sign-in", { ...asPage, cookie })).headers.get("x-middleware-next")).toBe("1");
  expect((await ask("/api/projects", { cookie })).status).toBe(401);
  expect(outgoing).not.toHaveBeenCalled();
});

test.each(["Bearer oat_x", "Bearer ak_x", "Bearer mt_x", "Bearer x.y.z", "Bearer e30.e30.e30", "Basic eDp4"])(
  "without Clerk, authorization: %s is no session and asks nobody",
  async (authorization) => {
    expect((await ask("/api/projects", { authorization })).status).toBe(401);
    expect(outgoing).not.toHaveBeenCalled();
  },
);

test("a session of our own passes beside cookies of hosted sign-in", async () => {
  const cookie = `__clerk_db_jwt=x; __session=${token}; __client_uat=${issuedAt}; __refresh_x=y`;
  const brought: Record<string, string>[] = [{ cookie }, { authorization: `Bearer ${token}` }];
  for (const headers of brought)
    expect((await ask("/api/projects", headers)).headers.get("x-middleware-next")).toBe("1");
});

const UNREADABLE = ["%ED%A0%80", "%", "%zz", "%C3", "%00", "%F8%88%80%80%80"];

test("an address that is no UTF-8 is 404 at every page and route with a dynamic part", async () => {
  const paths = [...(await pagePaths()), ...(await routeManifest()).map(({ path }) => path)].filter((path) =>
    path.includes("["),
  );
  expect(paths.length).toBeGreaterThan(30);
  for (const path of paths)
    for (const part of UNREADABLE) {
      const response = await ask(path.replace(/\[\[?(?:\.\.\.)?[^\]]+\]\]?/g, part), { cookie: `__session=${token}` });
      expect([path, part, response.status]).toEqual([path, part, 404]);
    }
});
