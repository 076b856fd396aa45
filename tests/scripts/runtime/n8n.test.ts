import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startN8n, type N8nOptions } from "@/scripts/runtime/n8n";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "greenlight-n8n-"));
  file("node_modules/n8n/package.json", "{}");
  file("node_modules/bcryptjs/index.js", "exports.hash = async (text) => `hash of ${text}`;");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Behaviour that the real n8n does not show on demand; the tests named *.n8n.test.ts. */
function standIn(script: string): void {
  file("node_modules/n8n/bin/n8n", script);
}
const SERVER = `
  const answer = (status) => (request, response) => response.writeHead(request.url === "/healthz/readiness" ? status : 200).end("n8n is starting up");
  let ready = 0;
  const server = require("node:http").createServer((request, response) => answer(ready++ < 2 ? 503 : 200)(request, response));
  server.listen(Number(process.env.N8N_PORT), "127.0.0.1");
`;

const options = (more: Partial<N8nOptions> = {}): N8nOptions => ({
  installDir: root,
  home: join(root, "home"),
  port: 0,
  database: { host: "127.0.0.1", port: 1, database: "n8n", user: "n8n", password: "p" },
  encryptionKey: "k",
  ownerEmail: "owner@greenlight.local",
  ownerPassword: "Owner-pass-123",
  logFile: join(root, "n8n.log"),
  loopbackMailPorts: "any",
  freezeDir: join(root, "frozen"),
  ...more,
});

describe("startN8n", () => {
  test("is up when readiness says so, and is gone after stop", async () => {
    standIn(SERVER);
    const n8n = await startN8n(options());
    expect((await fetch(`${n8n.url}/healthz/readiness`)).status).toBe(200);
    await n8n.stop();
    await expect(fetch(n8n.url)).rejects.toThrow("fetch failed");
    expect(() => process.kill(n8n.pid, 0)).toThrow("ESRCH");
    await n8n.stop();
  });

  test("an early exit ends in its last words", async () => {
    standIn(`console.error("There was an error: password hash is malformed"); process.exit(1);`);
    await expect(startN8n(options())).rejects.toThrow(/stopped while starting \(code 1\)[^]*hash is malformed/);
  });

  test("a taken port is one clear sentence", async () => {
    standIn(SERVER);
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, "127.0.0.1", done));
    const address = holder.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expect(startN8n(options({ port }))).rejects.toThrow(`Port ${port} is taken`);
    await new Promise((done) => holder.close(done));
  });

  test("Ctrl-C while it starts stops it and keeps the reason", async () => {
    standIn(`setInterval(() => undefined, 1000);`);
    const controller = new AbortController();
    const reason = new Error("stopped by the user");
    const starting = startN8n(options({ signal: controller.signal }));
    setImmediate(() => controller.abort(reason));
    await expect(starting).rejects.toBe(reason);
  });

  test("gets none of our own secrets", async () => {
    standIn(`console.error(JSON.stringify(Object.keys(process.env).sort())); process.exit(1);`);
    process.env.ENCRYPTION_MASTER_KEY = "secret";
    const failure = await startN8n(options()).catch((error: unknown) => String(error));
    delete process.env.ENCRYPTION_MASTER_KEY;
    expect(failure).toContain('"N8N_ENCRYPTION_KEY"');
    expect(failure).not.toMatch(/MASTER_KEY|VITEST/);
  });
});
