import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { MAX_COMMAND_BYTES } from "@/lib/contracts/sidecar";
import { openStore } from "@/sidecar/src/store";
import { startFakeN8n, type FakeN8n } from "./fake-n8n";
import { post, sendCommand, tokenFor, WORKSPACE } from "./send-command";
import { removeDir, startSidecar, type RunningSidecar } from "./sidecar-harness";

const running: { stop(): Promise<void> }[] = [];
const dirs: string[] = [];
afterEach(async () => {
  for (const part of running.splice(0).reverse()) await part.stop();
  for (const dir of dirs.splice(0)) removeDir(dir);
});

async function sidecarOn(n8n: FakeN8n, dataDir?: string): Promise<RunningSidecar> {
  const sidecar = await startSidecar({ n8nUrl: n8n.url, dataDir });
  running.push(n8n, sidecar);
  dirs.push(sidecar.dataDir);
  return sidecar;
}

const SECRET = "s3cret-smtp-password";
const inject = (command_id: string, password = SECRET): { action: string; command_id: string; payload: object } => ({
  action: "INJECT_CREDENTIAL",
  command_id,
  payload: { key: "smtp", type: "smtp", data: { host: "h", password } },
});
const creations = (n8n: FakeN8n): number =>
  n8n.asked.filter(({ method, path }) => method === "POST" && path === "/api/v1/credentials").length;

describe("a command", () => {
  test("sent many times at once, and again after a restart, does its work once and always answers the same", async () => {
    const n8n = await startFakeN8n();
    const sidecar = await sidecarOn(n8n);
    const command_id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => sendCommand(sidecar.url, inject(command_id))));
    await sidecar.stop();
    running.pop();
    const restarted = await sidecarOn(n8n, sidecar.dataDir);
    answers.push(await sendCommand(restarted.url, inject(command_id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({
      status: 200,
      body: { success: true, result: { credential_id: "cred1", created: true } },
    });
    expect(creations(n8n)).toBe(1);
  });

  test("with a used id but another body is a conflict; the same id in another workspace is another command", async () => {
    const n8n = await startFakeN8n();
    const { url } = await sidecarOn(n8n);
    const command_id = randomUUID();
    await sendCommand(url, inject(command_id));
    expect(await sendCommand(url, inject(command_id, "other"))).toMatchObject({
      status: 409,
      body: { error: { code: "command.conflict" } },
    });
    expect(await sendCommand(url, { ...inject(command_id), workspaceId: randomUUID() })).toMatchObject({ status: 200 });
    expect(creations(n8n)).toBe(2);
  });

  test("that failed for a passing reason works at the next try, with the same id", async () => {
    let broken = true;
    const n8n = await startFakeN8n(({ method }) => (broken && method === "POST" ? { status: 500, json: {} } : null));
    const { url } = await sidecarOn(n8n);
    const command_id = randomUUID();
    const failed = await sendCommand(url, inject(command_id));
    expect(failed).toMatchObject({
      status: 502,
      body: { success: false, error: { code: "n8n.failed", retryable: true } },
    });
    broken = false;
    expect(await sendCommand(url, inject(command_id))).toMatchObject({ status: 200, body: { success: true } });
  });

  test("begun before a crash is resumed when that is safe, and never repeated when it calls a workflow", async () => {
    const n8n = await startFakeN8n();
    const sidecar = await sidecarOn(n8n);
    const path = "greenlight/c/email-1";
    const trigger = { action: "TRIGGER_TEST", command_id: randomUUID(), payload: { path, payload: {} } };
    const crashed = openStore(sidecar.dataDir);
    for (const { command_id, body } of [trigger, inject("resumed")].map((command) => ({
      ...command,
      body: JSON.stringify(command),
    })))
      crashed.beginCommand({ workspaceId: WORKSPACE, commandId: command_id }, await hashOf(body));
    crashed.close();
    const send = async (command: object): Promise<unknown> => {
      const body = JSON.stringify(command);
      return post(sidecar.url, body, await tokenFor(body));
    };
    expect(await send(trigger)).toMatchObject({
      body: { error: { code: "command.outcome_unknown", retryable: false } },
    });
    expect(await send(inject("resumed"))).toMatchObject({ status: 200, body: { success: true } });
  });

  test("leaves no secret behind", async () => {
    const n8n = await startFakeN8n();
    const { url, dataDir } = await sidecarOn(n8n);
    const answer = await sendCommand(url, inject(randomUUID()));
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    for (const file of ["sidecar.sqlite", "sidecar.sqlite-wal"])
      expect(readFileSync(join(dataDir, file)).includes(SECRET)).toBe(false);
  });

  test.each([
    ["an unknown action", { action: "DROP_DATABASE" }, "command.invalid"],
    ["a prototype key as action", { action: "__proto__" }, "command.invalid"],
    [
      "a host in a webhook path",
      { action: "PROBE_WEBHOOK", payload: { path: "//evil.example/x" } },
      "command.invalid_payload",
    ],
    [
      "a path that climbs",
      { action: "PROBE_WEBHOOK", payload: { path: "a/../../rest/login" } },
      "command.invalid_payload",
    ],
    [
      "a path that climbs, encoded",
      { action: "PROBE_WEBHOOK", payload: { path: "a/%2e%2e/b" } },
      "command.invalid_payload",
    ],
    ["a query in a path", { action: "PROBE_WEBHOOK", payload: { path: "a?x=1" } }, "command.invalid_payload"],
    [
      "an id that is a path",
      { action: "GET_WORKFLOW", payload: { workflow_id: "../credentials" } },
      "command.invalid_payload",
    ],
    [
      "a header with a line break",
      { action: "TRIGGER_TEST", payload: { path: "a", headers: { a: "b\r\nc: d" } } },
      "command.invalid_payload",
    ],
    [
      "no nodes",
      { action: "DEPLOY_WORKFLOW", payload: { key: "k", name: "n", definition: { nodes: [], connections: {} } } },
      "command.invalid_payload",
    ],
  ])("with %s is refused before n8n is asked", async (_name, command, code) => {
    const n8n = await startFakeN8n();
    const { url } = await sidecarOn(n8n);
    expect(await sendCommand(url, command)).toMatchObject({
      status: 400,
      body: { success: false, error: { code, retryable: false } },
    });
    expect(n8n.asked).toEqual([]);
  });

  test("too large, not JSON, nested ten thousand deep or not UTF-8 is answered in JSON", async () => {
    const { url } = await sidecarOn(await startFakeN8n());
    const send = async (body: string): Promise<unknown> => post(url, body, await tokenFor(body));
    expect(await send("x".repeat(MAX_COMMAND_BYTES + 1))).toMatchObject({
      status: 413,
      body: { error: { code: "command.too_large" } },
    });
    expect(await send("<html>")).toMatchObject({ status: 400, body: { error: { code: "command.unreadable" } } });
    expect(await send("[".repeat(10_000) + "]".repeat(10_000))).toMatchObject({
      status: 400,
      body: { error: { code: "command.invalid" } },
    });
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    const token = await tokenFor(bytes as unknown as string);
    const response = await fetch(`${url}/api/command`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: bytes,
    });
    expect(await response.json()).toMatchObject({ error: { code: "command.unreadable" } });
  });

  test("to any other address is answered in JSON", async () => {
    const { url } = await sidecarOn(await startFakeN8n());
    const response = await fetch(`${url}/api/nothing`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { success: false, error: { code: "route.not_found" } },
    ]);
  });
});

async function hashOf(body: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(body))).toString("hex");
}
