import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { staticFiles } from "@/lib/http/static-files";
import { compressBuild } from "@/scripts/runtime/compress-build";

const SCRIPT = `console.log(${JSON.stringify("a line that is repeated. ".repeat(200))});`;
const BEHIND = 299;

let build: string;
let server: Server;
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://none@127.0.0.1:1/none";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  build = await mkdtemp(join(tmpdir(), "greenlight-build-"));
  await mkdir(join(build, "static/chunks"), { recursive: true });
  await writeFile(join(build, "static/chunks/a-script.js"), SCRIPT);
  await writeFile(join(build, "static/chunks/a-font.woff2"), "font");
  await compressBuild(build);
  const files = await staticFiles(build);
  server = createServer((request, response) =>
    files(request, response, () => response.writeHead(BEHIND).end(request.url)),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  server.close();
  await rm(build, { recursive: true });
});

const ask = (path: string, encoding: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { "accept-encoding": encoding },
  });

test("a browser that takes brotli gets the compressed script, for good, with the headers of every file", async () => {
  const response = await ask("/_next/static/chunks/a-script.js", "gzip, deflate, br");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-encoding": "br",
    "content-type": "text/javascript",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(Number(response.headers.get("content-length"))).toBeLessThan(SCRIPT.length / 10);
  expect(await response.text()).toBe(SCRIPT);
});

test.each([
  ["/_next/static/chunks/a-script.js", "gzip"],
  ["/_next/static/chunks/a-font.woff2", "br"],
  ["/_next/static/chunks/nothing.js", "br"],
  ["/_next/static/chunks/%E0%A4%A.js", "br"],
  ["/_next/static/..%2f..%2fbuild-manifest.json", "br"],
  ["/chunks/a-script.js", "br"],
  ["/", "br"],
])("%s, asked for as %s, is left to Next", async (path, encoding) => {
  expect((await ask(path, encoding)).status).toBe(BEHIND);
});

test("a build that was not compressed is left to Next", async () => {
  const files = await staticFiles(join(build, "another"));
  let wasLeft = false;
  files({ url: "/_next/static/chunks/a-script.js" } as never, {} as never, () => (wasLeft = true));
  expect(wasLeft).toBe(true);
});
