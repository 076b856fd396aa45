import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { appendPeerAddress } from "@/lib/http/peer-address";
import { log } from "@/lib/platform/log";

vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1/none");
vi.stubEnv("ENCRYPTION_MASTER_KEY", "00".repeat(32));

let server: Server;
const seen: (string | string[] | undefined)[] = [];

beforeAll(async () => {
  appendPeerAddress();
  appendPeerAddress();
  server = createServer((request, response) => {
    seen.push(request.headers["x-forwarded-for"]);
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

async function ask(headers: Record<string, string> = {}): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
  get({ host: "127.0.0.1", port, headers }, resolve);
  (await promise).resume();
  return seen.at(-1);
}

test("a request names the address of its connection, once", async () => {
  expect(await ask()).toBe("127.0.0.1");
});

test("an address that the caller wrote down stands before the one of its connection; the first one warns of a proxy", async () => {
  const warn = vi.spyOn(log(), "warn");
  expect(await ask({ "x-forwarded-for": "203.0.113.9" })).toBe("203.0.113.9, 127.0.0.1");
  await ask({ "x-forwarded-for": "203.0.113.10" });
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { variable: "TRUSTED_PROXY_HOPS" },
    expect.stringContaining("Set TRUSTED_PROXY_HOPS"),
  );
});
