import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkPage } from "@/lib/company/receipts/check-page";
import { PRIVATE_HOSTS } from "../../../support/mail-addresses";

const MARKER = "commit-4f2a";
let server: Server;
let base: string;
const cookies: string[] = [];
/** Settled when the page that never answers is asked for. */
const silent = Promise.withResolvers<void>();
const signal = new AbortController().signal;

const PAGES: Record<string, { status: number; headers?: Record<string, string>; body?: string }> = {
  "/body": { status: 200, body: `<p>${MARKER}</p>` },
  "/header": { status: 200, headers: { "x-greenlight-marker": MARKER }, body: "ok" },
  "/old": { status: 200, body: "commit-0000" },
  "/gone": { status: 404 },
  "/private": { status: 401, body: MARKER },
  "/denied": { status: 403, body: MARKER },
  "/to-sign-in": { status: 302, headers: { location: "/sso-api/login" } },
  "/sso-api/login": { status: 200, body: MARKER },
  "/moved": { status: 301, headers: { location: "/body" } },
  "/broken": { status: 503 },
  "/circle": { status: 302, headers: { location: "/circle" } },
  "/late": { status: 200, body: `${"ü".repeat(500_000)}${MARKER}${"x".repeat(1000)}` },
  "/large": { status: 200, body: `${"x".repeat(3 * 1024 * 1024)}${MARKER}` },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.headers.cookie !== undefined) cookies.push(request.headers.cookie);
    if (request.url === "/never") return void silent.resolve();
    const hops = Number(/^\/hop\/(\d)$/.exec(request.url ?? "")?.[1] ?? 0);
    if (hops > 0) {
      const location = hops === 1 ? "/body" : `/hop/${hops - 1}`;
      response.writeHead(302, { location, "set-cookie": "session=1; Path=/" }).end();
      return;
    }
    const page = PAGES[request.url ?? ""] ?? { status: 404 };
    response.writeHead(page.status, page.headers).end(page.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each([
  ["/body", "verified"],
  ["/header", "verified"],
  ["/moved", "verified"],
  ["/late", "verified"],
  ["/old", "contradicted"],
  ["/gone", "contradicted"],
  ["/large", "contradicted"],
  ["/private", "unverifiable"],
  ["/denied", "unverifiable"],
  ["/to-sign-in", "unverifiable"],
  ["/broken", "unverifiable"],
  ["/circle", "unverifiable"],
] as const)("%s is %s", async (path, verdict) => {
  const check = await checkPage({ url: base + path, marker: MARKER }, { signal, allowLoopback: true });
  expect(check).toMatchObject({ verdict, check: "page" });
  // The part of the evidence that is kept leads to the same verdict.
  const kept = Buffer.from(check.evidence).subarray(0, 60_000).toString();
  const proven = kept.includes(MARKER) ? "verified" : "contradicted";
  expect([proven, "unverifiable"]).toContain(verdict);
  expect(check.words).not.toBe("");
});

test("it comes as a stranger: at most five redirects, and no cookie that a page before it gave", async () => {
  const look = (path: string) => checkPage({ url: base + path, marker: MARKER }, { signal, allowLoopback: true });
  expect(await look("/hop/5")).toMatchObject({ verdict: "verified" });
  expect(await look("/hop/6")).toMatchObject({ verdict: "unverifiable" });
  expect(cookies).toEqual([]);
});

test("an address inside a network of ours is never looked at, however it is written", async () => {
  for (const host of [...PRIVATE_HOSTS, "127.0.0.1", "localhost", "[::1]", "2130706433"]) {
    const named = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
    const check = await checkPage({ url: `http://${named}/body`, marker: MARKER }, { signal });
    expect([host, check.verdict]).toEqual([host, "unverifiable"]);
  }
  const { port } = new URL(base);
  const check = await checkPage({ url: `http://127.0.0.1:${port}/body`, marker: MARKER }, { signal });
  expect(check.words).toContain("private network");
});

test("a page that does not answer is given up after ten seconds, and nothing is claimed about it", async () => {
  const controller = new AbortController();
  const patience = vi.spyOn(AbortSignal, "timeout").mockReturnValue(controller.signal);
  const looking = checkPage({ url: `${base}/never`, marker: MARKER }, { signal, allowLoopback: true });
  await silent.promise;
  controller.abort(new DOMException("The operation timed out.", "TimeoutError"));
  expect(await looking).toMatchObject({ verdict: "unverifiable", observed: { code: "web.timeout" } });
  expect(new Set(patience.mock.calls.flat())).toEqual(new Set([10_000]));
  patience.mockRestore();
});
