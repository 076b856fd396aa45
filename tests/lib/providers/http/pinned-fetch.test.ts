import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { pinnedUrl, readPin } from "@/lib/providers/http/pinned-url";
import { requestJson } from "@/lib/providers/http/request-json";

let server: Server;
let address: string;
const heard: string[] = [];
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenlight-pin-"));
  const [key, crt] = [join(folder, "key.pem"), join(folder, "crt.pem")];
  const make = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=machine";
  spawnSync("openssl", [...make.split(" "), "-keyout", key, "-out", crt]);
  const cert = readFileSync(crt, "utf8");
  server = createServer({ key: readFileSync(key), cert }, (request, response) => {
    let text = "";
    request.on("data", (data: Buffer) => (text += data.toString()));
    request.on("end", () => {
      heard.push(`${request.method} ${request.url} ${text}`);
      response.end(JSON.stringify({ ok: true }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  rmSync(folder, { recursive: true, force: true });
  const { port } = server.address() as AddressInfo;
  address = pinnedUrl(`https://127.0.0.1:${port}`, new X509Certificate(cert).fingerprint256);
});
afterAll(() => void server.close());

const ask = (given: { url: string; pin: string | null }) =>
  requestJson({
    vendor: "sidecar",
    url: `${given.url}/api/command`,
    pin: given.pin,
    init: { method: "POST", body: '{"a":"ü"}', headers: { "content-type": "application/json" } },
    schema: z.object({ ok: z.boolean() }),
    timeoutMs: 5_000,
    signal: new AbortController().signal,
  });

test("a server is believed by its own certificate, and hears nothing when it shows another one", async () => {
  expect(await ask(readPin(address))).toEqual({ ok: true });
  expect(heard).toEqual(['POST /api/command {"a":"ü"}']);
  await expect(ask({ url: readPin(address).url, pin: "0".repeat(64) })).rejects.toMatchObject({ kind: "upstream" });
  await expect(ask({ url: readPin(address).url, pin: null })).rejects.toMatchObject({ kind: "upstream" });
  expect(heard).toHaveLength(1);
});

test("an address without a pin stays as it is", () => {
  expect(readPin("http://127.0.0.1:3100/")).toEqual({ url: "http://127.0.0.1:3100", pin: null });
});
