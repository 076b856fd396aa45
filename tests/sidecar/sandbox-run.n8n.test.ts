import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExecutionEvents, type ExecutionEvent } from "@/lib/contracts/instance";
import { isSameWorkflow } from "@/lib/operations/sandbox/same-workflow";
import { compileCampaignWorkflows } from "@/lib/outreach/workflows/compile-campaign-workflows";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { readEnv } from "@/sidecar/src/env";
import { startReports } from "@/sidecar/src/reports";
import { sidecarApp } from "@/sidecar/src/server";
import { openStore } from "@/sidecar/src/store";
import { campaignInput } from "../lib/outreach/workflows/campaign-input";
import { listen, removeDir, temporaryDir } from "./sidecar-harness";

const WORKSPACE = randomUUID();
const CAMPAIGN = randomUUID();
const dataDir = temporaryDir();
const asked: string[] = [];
const events: (ExecutionEvent & { heardAt: number })[] = [];
let engine: WorkflowEngine;
const closing: (() => Promise<void> | void)[] = [];

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this test with npm test, which starts n8n.`);
  return value;
};
const pem = (type: "pkcs8" | "spki", pair: ReturnType<typeof generateKeyPairSync>): string =>
  (type === "spki" ? pair.publicKey : pair.privateKey).export({ type, format: "pem" } as never).toString();

/** The application, as workflows and the sidecar ask it: there is nothing to prepare. */
async function startApplication(): Promise<string> {
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part));
    request.on("end", () => {
      if (request.url === "/api/n8n/execution-events")
        for (const event of ExecutionEvents.parse(JSON.parse(text)).events)
          events.push({ ...event, heardAt: Date.now() });
      else if (!request.url?.startsWith("/api/sidecar/")) asked.push(request.url ?? "");
      response.writeHead(200, { "content-type": "application/json" }).end('{"leads":[],"reasons":[]}');
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closing.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

let appUrl = "";
beforeAll(async () => {
  appUrl = await startApplication();
  const [signing, own] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const env = readEnv({
    SIDECAR_VERIFY_KEY: pem("spki", signing as never),
    SIDECAR_DATA_DIR: dataDir,
    GREENLIGHT_URL: appUrl,
    INSTANCE_KEY: pem("pkcs8", own as never),
    N8N_EVENT_LOG: required("TEST_N8N_EVENT_LOG"),
    N8N_URL: required("TEST_N8N_URL"),
    N8N_OWNER_EMAIL: required("TEST_N8N_OWNER_EMAIL"),
    N8N_OWNER_PASSWORD: required("TEST_N8N_OWNER_PASSWORD"),
  });
  const store = openStore(dataDir);
  const reports = startReports(env, store);
  const sidecar = await listen(await sidecarApp(env, store, reports?.follow));
  closing.push(
    sidecar.stop,
    async () => reports?.stop(),
    () => store.close(),
  );
  engine = workflowEngine({ sidecarUrl: sidecar.url, signingKeyPem: pem("pkcs8", signing as never) });
});
afterAll(async () => {
  for (const close of closing) await close();
  removeDir(dataDir);
});

const call = () => ({ workspaceId: WORKSPACE, signal: AbortSignal.timeout(60_000) });

async function deploy(): Promise<{ workflowId: string; path: string }> {
  const inject = async (key: string, credential: Parameters<WorkflowEngine["injectCredential"]>[0]["credential"]) =>
    (await engine.injectCredential({ ...call(), key, credential })).credentialId;
  const credentials = {
    trigger: await inject("trigger", { type: "trigger" }),
    webhook: await inject("webhook", { type: "webhook", token: "t" }),
    openai_api: await inject("gateway", { type: "openai_api", apiKey: "k", baseUrl: `${appUrl}/api/llm/v1` }),
    smtp: await inject("mail", { type: "smtp", host: "127.0.0.1", port: 9, secure: false, user: "", password: "" }),
  };
  const input = campaignInput({ campaignId: CAMPAIGN, credentials });
  const all = await compileCampaignWorkflows({ ...input, values: { ...input.values, DASHBOARD_URL: appUrl } });
  let prepared = { workflowId: "", path: "" };
  for (const compiled of all.filter(({ templateId }) => templateId.startsWith("email_"))) {
    const definition = toEngineDefinition(compiled.definition);
    const { workflowId } = await engine.deployWorkflow({
      ...call(),
      key: compiled.templateId,
      name: compiled.name,
      definition,
    });
    const held = await engine.getWorkflow({ ...call(), workflowId });
    expect(isSameWorkflow(held.definition, definition), compiled.displayName).toBe(true);
    expect(isSameWorkflow({ ...held.definition, connections: {} }, definition)).toBe(false);
    if (compiled.templateId === "email_preparation") prepared = { workflowId, path: compiled.webhookPath };
  }
  await engine.publishWorkflow({ ...call(), workflowId: prepared.workflowId });
  await expect
    .poll(async () => (await engine.probeWebhook({ ...call(), path: prepared.path })).registered, { timeout: 60_000 })
    .toBe(true);
  return prepared;
}

test("a sandbox run asks its own doors alone, says which execution it is, and is reported node by node as it runs", async () => {
  const { workflowId, path } = await deploy();
  const runId = randomUUID();
  const { status, body } = await engine.triggerWebhook({ ...call(), path, payload: { sandbox_run: runId }, runId });
  expect(status).toBe(200);
  const executionId = /^"?(\d+)"?$/.exec(body.trim())?.[1] ?? "";
  expect(executionId).not.toBe("");
  await expect.poll(() => events.map(({ phase }) => phase), { timeout: 20_000 }).toContain("workflow_succeeded");

  expect(asked).toEqual([`/api/sandbox/engine/${runId}/leads-to-prepare`]);
  expect(new Set(events.map(({ execution_id }) => execution_id))).toEqual(new Set([executionId]));
  const started = events.filter(({ phase }) => phase === "node_started").map(({ node_name }) => node_name);
  expect(started.slice(0, 3)).toEqual(["Run now", "Settings", "Find leads without drafts"]);
  const first = events[0];
  expect((first?.heardAt ?? Infinity) - Date.parse(first?.at ?? "")).toBeLessThan(3_000);
  const read = await engine.readExecution({ ...call(), workflowId, executionId });
  expect(read).toMatchObject({ status: "success", error: null });
  expect(read?.nodes.find(({ name }) => name === "Settings")).toMatchObject({ runs: 1, items: 1 });

  asked.length = 0;
  const real = await engine.triggerWebhook({ ...call(), path, payload: { reason: "run now" } });
  expect(real.status).toBe(200);
  await expect.poll(() => asked, { timeout: 20_000 }).toEqual(["/api/engine/leads-to-prepare"]);
  expect(new Set(events.map(({ execution_id }) => execution_id))).toEqual(new Set([executionId]));
});
