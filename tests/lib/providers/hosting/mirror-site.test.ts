import { createServer, type Server } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localHosting } from "@/lib/providers/hosting/local/provider";
import { mirrorSite } from "@/lib/providers/hosting/mirror-site";

const { signal } = new AbortController();
let root: string;
let server: Server;
let url: string;
let status = 200;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sites-"));
  server = createServer((request, response) => {
    request.resume();
    const isFile = request.method === "PUT";
    response.writeHead(isFile ? status : 200).end(JSON.stringify(isFile ? { ok: true } : { site: null }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const files = [{ path: "index.html", bytes: Buffer.from("<h1>Acme</h1>") }];
  await localHosting(root).publish({ site: "website", action: "first", marker: "m".repeat(64), files }, signal);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true, force: true });
});

const mirror = (): Promise<boolean> => mirrorSite(join(root, "website"), { url, key: "key" }, signal);

test("a site is brought to an application, or stays here where the host of that refuses a file for its size; other trouble is trouble", async () => {
  expect(await mirror()).toBe(true);
  status = 413;
  expect(await mirror()).toBe(false);
  status = 503;
  await expect(mirror()).rejects.toMatchObject({ code: "runtime.http_503" });
});
