import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest, type NextFetchEvent } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gate } from "@/lib/http/gate";
import { guardLinkHosts } from "@/lib/http/guard-link-hosts";
import { foreignHost } from "@/lib/http/link-hosts";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

const HOST = "link.northwind-lab.com";
let world: TestWorld;
let server: Server;
beforeAll(async () => {
  world = await createTestWorld({ APP_URL: "https://app.greenlight-lab.com", VERCEL: "1" });
  const { owner } = await world.company();
  await setUpTracking(owner, { host: HOST });
  guardLinkHosts();
  server = createServer(async (asked, response) => {
    const sent = await asked.reduce((size: number, chunk: Buffer) => size + chunk.length, 0);
    response.end(`behind ${sent}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.close();
});

async function ask(
  host: string,
  path: string,
  { method = "GET", body = "" } = {},
): Promise<{ status: number; body: string }> {
  const { port } = server.address() as AddressInfo;
  const sent = request({ host: "127.0.0.1", port, path, method, headers: { host, "content-length": body.length } });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = await response.toArray();
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}

const TOKEN = "ab".repeat(24);
test.each([`/u/${TOKEN}`, `/u/${TOKEN}?x=1`, "/api/track/click/abc.0.def", "/api/track/open/abc.def"])(
  "a link host lets %s through",
  async (path) => {
    expect(await ask(HOST, path)).toEqual({ status: 200, body: "behind 0" });
    expect(await ask(HOST.toUpperCase(), path, { method: "POST", body: "List-Unsubscribe=One-Click" })).toEqual({
      status: 200,
      body: "behind 26",
    });
  },
);

test.each([
  "/",
  "/sign-in",
  "/g.js",
  "/_next/static/x.js",
  "/api/health",
  "/api/events",
  "/api/local/sign-in",
  "/companies/x",
  "/u",
  "/u/a/b",
  "/u/../sign-in",
  "/u/%2e%2e%2fsign-in",
  "//app.greenlight-lab.com/sign-in",
  "/api/track/click",
  "/api/track/open",
  "/api/track/opened/abc.def",
])("a link host answers 404 to %s, by every method", async (path) => {
  for (const method of ["GET", "POST", "HEAD", "OPTIONS"])
    expect((await ask(`${HOST}:8443`, path, { method })).status).toBe(404);
});

test("a link host proves where it leads, and no other host does", async () => {
  const { rows } = await world.admin.query<{ token: string }>(
    "select token from genesis.tracking_domains where host = $1",
    [HOST],
  );
  const proof = "/.well-known/greenlight-tracking";
  expect(await ask(HOST, proof)).toEqual({ status: 200, body: `greenlight-tracking=${rows[0]?.token}\n` });
  for (const host of ["app.greenlight-lab.com", "127.0.0.1", "localhost:3000", "link.elsewhere-lab.com", "app:3000"])
    expect(await ask(host, proof)).toEqual({ status: 200, body: "behind 0" });
});

test("where no server of ours stands in front, the gate refuses the same", async () => {
  const answer = async (path: string): Promise<number | undefined> => {
    const asked = new NextRequest(`https://${HOST}${path}`, { headers: { host: HOST } });
    return ((await gate(asked, {} as NextFetchEvent)) as Response | undefined)?.status;
  };
  for (const path of ["/", "/sign-in", "/companies", "/api/projects", "/api/local/sign-in"])
    expect(await answer(path)).toBe(404);
  expect(await answer("/.well-known/greenlight-tracking")).toBe(200);
});

test.each([
  ["link.acme.com", "link.acme.com"],
  ["LINK.Acme.com.:443", "link.acme.com"],
  ["app.greenlight-lab.com", null],
  ["app.greenlight-lab.com:3000", null],
  ["127.0.0.1:3000", null],
  ["[::1]:3000", null],
  ["localhost", null],
  ["app", null],
  ["a b", null],
  [undefined, null],
])("the host %j is %j", (header, name) => {
  expect(foreignHost(header)).toBe(name);
});
