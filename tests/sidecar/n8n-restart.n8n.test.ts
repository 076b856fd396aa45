import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { ensureN8nInstalled, startN8n, type N8nOptions, type RunningN8n } from "@/scripts/runtime/n8n";
import { removeDir, SIGNING_KEY_PEM, startSidecar, temporaryDir, type RunningSidecar } from "./sidecar-harness";

const home = temporaryDir();
const database = `n8n_${randomBytes(6).toString("hex")}`;
const owner = { email: "owner@greenlight.local", password: "Owner-pass-123" };
let options: N8nOptions;
let n8n: RunningN8n;
let sidecar: RunningSidecar;

beforeAll(async () => {
  const admin = new URL(required("TEST_DATABASE_ADMIN_URL"));
  const login = new URL(required("TEST_N8N_DATABASE_URL"));
  await query(admin, `create database ${database} owner ${login.username}`);
  const { hostname: host, port, username: user, password } = login;
  options = {
    installDir: await ensureN8nInstalled({ onProgress: () => undefined }),
    home,
    port: 0,
    database: { host, port: Number(port), database, user, password },
    encryptionKey: randomBytes(32).toString("hex"),
    ownerEmail: owner.email,
    ownerPassword: owner.password,
    logFile: join(home, "n8n.log"),
    loopbackMailPorts: "any",
  };
  n8n = await startN8n(options);
  sidecar = await startSidecar({ n8nUrl: n8n.url, owner });
});
afterAll(async () => {
  await sidecar.stop();
  await n8n.stop();
  await query(new URL(required("TEST_DATABASE_ADMIN_URL")), `drop database ${database} with (force)`);
  for (const dir of [home, sidecar.dataDir]) removeDir(dir);
});

test("n8n killed with -9 between deploy and publish: the command fails for now, and succeeds when n8n is back", async () => {
  const engine = workflowEngine({ sidecarUrl: sidecar.url, signingKeyPem: SIGNING_KEY_PEM });
  const call = { workspaceId: randomUUID(), commandId: randomUUID(), signal: AbortSignal.timeout(120_000) };
  const path = `greenlight/${randomUUID()}/email-1`;
  const webhook = {
    name: "Webhook",
    type: "n8n-nodes-base.webhook",
    typeVersion: 2,
    position: [0, 0] as [number, number],
    webhookId: randomUUID(),
    parameters: { path, httpMethod: "POST" },
  };
  const definition = { nodes: [webhook], connections: {}, settings: {} };
  const { workflowId } = await engine.deployWorkflow({ ...call, key: "email_1", name: "Email 1", definition });
  process.kill(-n8n.pid, "SIGKILL");
  await n8n.exited;
  const publish = { ...call, commandId: randomUUID(), workflowId };
  await expect(engine.publishWorkflow(publish)).rejects.toMatchObject({ code: "n8n.not_ready", retryable: true });
  n8n = await startN8n({ ...options, port: n8n.port });
  expect(await engine.publishWorkflow(publish)).toMatchObject({ workflowId, active: true });
  expect(await engine.probeWebhook({ ...call, path })).toMatchObject({ registered: true });
  expect(await engine.listWorkflows(call)).toHaveLength(1);
});

async function query(url: URL, sql: string): Promise<void> {
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this test with npm test.`);
  return value;
}
