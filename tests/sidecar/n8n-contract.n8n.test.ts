import { randomUUID } from "node:crypto";
import { statSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorkflowDefinition } from "@/lib/contracts/sidecar";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { removeDir, SIGNING_KEY_PEM, startSidecar, temporaryDir, type RunningSidecar } from "./sidecar-harness";

const dataDir = temporaryDir();
let sidecar: RunningSidecar;
let engine: WorkflowEngine;

const start = async (): Promise<void> => {
  sidecar = await startSidecar({ n8nUrl: required("TEST_N8N_URL"), owner: owner(), dataDir });
  engine = workflowEngine({ sidecarUrl: sidecar.url, signingKeyPem: SIGNING_KEY_PEM });
};
beforeAll(start);
afterAll(async () => {
  await sidecar.stop();
  removeDir(dataDir);
});

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this test with npm test, which starts n8n.`);
  return value;
}
const owner = (): { email: string; password: string } => ({
  email: required("TEST_N8N_OWNER_EMAIL"),
  password: required("TEST_N8N_OWNER_PASSWORD"),
});

const callOf = (workspaceId: string = randomUUID()): { workspaceId: string; signal: AbortSignal } => ({
  workspaceId,
  signal: AbortSignal.timeout(60_000),
});

type Echo = { path: string; credentialId: string; text?: string };

function echo({ path, credentialId, text = "one" }: Echo): WorkflowDefinition {
  const webhook = {
    name: "Webhook",
    type: "n8n-nodes-base.webhook",
    typeVersion: 2,
    position: [0, 0] as [number, number],
    webhookId: randomUUID(),
    parameters: { path, httpMethod: "POST", authentication: "jwtAuth", responseMode: "lastNode" },
    credentials: { jwtAuth: { id: credentialId } },
  };
  const code = {
    name: "Code",
    type: "n8n-nodes-base.code",
    typeVersion: 2,
    position: [200, 0] as [number, number],
    parameters: { jsCode: `return [{ json: { text: "${text}", got: $input.first().json.body } }]` },
  };
  const connections = { Webhook: { main: [[{ node: "Code", type: "main", index: 0 }]] } };
  return { nodes: [webhook, code], connections, settings: { executionOrder: "v1" } };
}

async function deployEcho(workspaceId: string): Promise<{ path: string; workflowId: string; credentialId: string }> {
  const call = callOf(workspaceId);
  const path = `greenlight/${randomUUID()}/email-1`;
  const { credentialId } = await engine.injectCredential({
    ...call,
    key: "trigger",
    credential: { type: "trigger" },
  });
  const definition = echo({ path, credentialId });
  const { workflowId } = await engine.deployWorkflow({
    ...call,
    key: path,
    name: "[Ünï] Email 1 — Default",
    definition,
  });
  return { path, workflowId, credentialId };
}

describe("n8n 2.39 through the sidecar", () => {
  test("makes its own API key, keeps it unreadable for others and makes another when n8n refuses it", async () => {
    expect(await engine.checkHealth(callOf())).toEqual({ healthy: true, version: null, activeWorkflows: 0 });
    const file = join(dataDir, "n8n-api-key");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const first = readFileSync(file, "utf8");
    await sidecar.stop();
    writeFileSync(file, `${first.slice(0, -4)}AAAA`);
    await start();
    expect(await engine.listCredentials(callOf())).toEqual([]);
    expect(readFileSync(file, "utf8")).not.toBe(first);
  });

  test("injects every type of credential once, by name, and updates it in place", async () => {
    const call = callOf();
    const login = { host: "127.0.0.1", port: 1, user: "u", password: "p" };
    const google = { clientId: "c", clientSecret: "s" };
    const all = [
      { type: "smtp", secure: false, ...login },
      { type: "imap", secure: true, ...login },
      { type: "postgres", database: "d", ssl: false, ...login },
      { type: "webhook", token: "t" },
      { type: "trigger" },
      { type: "openai_api", apiKey: "k", baseUrl: "http://127.0.0.1:1/v1" },
      { type: "gmail", ...google },
      { type: "google_sheets", ...google },
      { type: "google_cse", apiKey: "k" },
    ] as const;
    for (const credential of all) {
      const first = await engine.injectCredential({ ...call, key: credential.type, credential });
      expect(first.created).toBe(true);
      const again = await engine.injectCredential({ ...call, key: credential.type, credential });
      expect(again).toEqual({ credentialId: first.credentialId, created: false });
    }
    expect((await engine.listCredentials(call)).map(({ key }) => key).sort()).toEqual(
      all.map(({ type }) => type).sort(),
    );
    expect((await engine.testCredential({ ...call, key: "postgres" })).ok).toBe(false);
    for (const { type } of all)
      expect(await engine.deleteCredential({ ...call, key: type })).toEqual({ deleted: true });
    expect(await engine.deleteCredential({ ...call, key: "smtp" })).toEqual({ deleted: false });
  });

  test("puts a published workflow away, lists it so, and deletes it for good", async () => {
    const call = callOf();
    const { path, workflowId } = await deployEcho(call.workspaceId);
    await engine.publishWorkflow({ ...call, workflowId });
    for (let times = 0; times < 2; times += 1)
      expect(await engine.archiveWorkflow({ ...call, workflowId })).toEqual({ archived: true });
    expect(await engine.probeWebhook({ ...call, path })).toMatchObject({ registered: false });
    const { workflows } = await engine.surveyWorkflows({ ...call, knownIds: [] });
    expect(workflows).toMatchObject([{ workflowId, archived: true, active: false }]);
    expect(await engine.deleteWorkflow({ ...call, workflowId })).toEqual({ deleted: true });
    expect((await engine.surveyWorkflows({ ...call, knownIds: [workflowId] })).workflows).toEqual([]);
  });

  test("deploys, publishes, probes, calls, changes, unpublishes and deletes a workflow", async () => {
    const call = callOf();
    const { path, workflowId, credentialId } = await deployEcho(call.workspaceId);
    expect(await engine.probeWebhook({ ...call, path })).toEqual({ registered: false, status: 404 });
    expect(await engine.publishWorkflow({ ...call, workflowId })).toMatchObject({ active: true });
    expect(await engine.probeWebhook({ ...call, path })).toEqual({ registered: true, status: 401 });
    const run = { ...call, path, payload: { a: 1 } };
    expect(await engine.triggerWebhook(run)).toEqual({ status: 200, body: '{"text":"one","got":{"a":1}}' });

    const definition = echo({ path, credentialId, text: "two" });
    const redeployed = await engine.deployWorkflow({ ...call, key: path, name: "Renamed", definition });
    expect(redeployed).toMatchObject({ workflowId, created: false });
    expect((await engine.triggerWebhook(run)).body).toContain('"one"'); // published only when asked to
    const published = await engine.publishWorkflow({ ...call, workflowId });
    expect(published.versionId).toBe(redeployed.versionId);
    expect((await engine.triggerWebhook(run)).body).toContain('"two"');

    const [listed] = await engine.listWorkflows(call);
    expect(listed).toMatchObject({
      workflowId,
      key: path,
      name: "Renamed",
      active: true,
      activeVersionId: published.versionId,
    });
    const read = await engine.getWorkflow({ ...call, workflowId });
    expect(read.definition.nodes.map(({ name }) => name)).toEqual(["Webhook", "Code"]);
    expect((await engine.listExecutions({ ...call, workflowId })).map(({ status }) => status)).toEqual([
      "success",
      "success",
      "success",
    ]);
    const all = { ...call, knownIds: [workflowId] };
    expect(await engine.stopExecutions(all)).toEqual({ stopped: 0, failed: 0 });
    const seen = {
      workflowIds: [workflowId],
      published: [{ workflowId, name: "Renamed" }],
      unfinishedExecutions: 0,
      blockedBy: null,
    };
    expect(await engine.observeWorkspace(all)).toEqual(seen);
    expect(await engine.unpublishAllWorkflows(all)).toEqual({ left: 0, failed: [] });
    expect(await engine.observeWorkspace(all)).toEqual({ ...seen, published: [] });
    expect(await engine.probeWebhook({ ...call, path })).toMatchObject({ registered: false });
    expect(await engine.unpublishWorkflow({ ...call, workflowId })).toMatchObject({ active: false });
    expect(await engine.deleteWorkflow({ ...call, workflowId })).toEqual({ deleted: true });
    expect(await engine.deleteWorkflow({ ...call, workflowId })).toEqual({ deleted: false });
  });

  test("another workspace sees and touches nothing, and cannot use a credential that is not its own", async () => {
    const mine = callOf();
    const other = callOf();
    const { path, workflowId, credentialId } = await deployEcho(mine.workspaceId);
    await engine.publishWorkflow({ ...mine, workflowId });
    const notFound = { code: "workflow.not_found", retryable: false };
    await expect(engine.getWorkflow({ ...other, workflowId })).rejects.toMatchObject(notFound);
    await expect(engine.publishWorkflow({ ...other, workflowId })).rejects.toMatchObject(notFound);
    await expect(engine.unpublishWorkflow({ ...other, workflowId })).rejects.toMatchObject(notFound);
    await expect(engine.triggerWebhook({ ...other, path, payload: {} })).rejects.toMatchObject({
      code: "webhook.not_found",
    });
    const definition = echo({ path: "greenlight/x", credentialId });
    await expect(engine.deployWorkflow({ ...other, key: "k", name: "n", definition })).rejects.toMatchObject({
      code: "credential.foreign",
    });
    expect(await engine.deleteWorkflow({ ...other, workflowId })).toEqual({ deleted: false });
    expect(await engine.stopExecutions({ ...other, knownIds: [] })).toEqual({ stopped: 0, failed: 0 });
    expect(await engine.unpublishAllWorkflows({ ...other, knownIds: [] })).toEqual({ left: 0, failed: [] });
    expect(await engine.observeWorkspace({ ...other, knownIds: [] })).toMatchObject({ workflowIds: [] });
    expect(await engine.probeWebhook({ ...mine, path })).toMatchObject({ registered: true });
    expect(await engine.deleteCredential({ ...other, key: "trigger" })).toEqual({ deleted: false });
    expect(await engine.listWorkflows(other)).toEqual([]);
    expect(await engine.listWorkflows(mine)).toHaveLength(1);
    await engine.deleteWorkflow({ ...mine, workflowId });
  });

  test("finds its workflows again after the sidecar lost everything, and deploys one key once however many ask at once", async () => {
    const call = callOf();
    const { path, workflowId, credentialId } = await deployEcho(call.workspaceId);
    const fresh = await startSidecar({ n8nUrl: required("TEST_N8N_URL"), owner: owner() });
    const another = workflowEngine({ sidecarUrl: fresh.url, signingKeyPem: SIGNING_KEY_PEM });
    const deploy = { ...call, key: path, name: "Again", definition: echo({ path, credentialId }) };
    expect(await another.deployWorkflow(deploy)).toMatchObject({ workflowId, created: false });
    const many = await Promise.all(
      Array.from({ length: 5 }, () => another.deployWorkflow({ ...deploy, key: "burst" })),
    );
    expect(new Set(many.map((deployed) => deployed.workflowId)).size).toBe(1);
    expect(await another.listWorkflows(call)).toHaveLength(2);
    for (const listed of await another.listWorkflows(call))
      await another.deleteWorkflow({ ...call, workflowId: listed.workflowId });
    await fresh.stop();
    removeDir(fresh.dataDir);
    // deleted behind the first sidecar's back: it creates the workflow anew
    expect(await engine.deployWorkflow(deploy)).toMatchObject({ created: true });
    for (const listed of await engine.listWorkflows(call))
      await engine.deleteWorkflow({ ...call, workflowId: listed.workflowId });
  });

  test("says why n8n refuses a workflow and that repeating is useless", async () => {
    const call = callOf();
    const { nodes } = echo({ path: "p", credentialId: "none" });
    const code = nodes.slice(1);
    const { workflowId } = await engine.deployWorkflow({
      ...call,
      key: "no-trigger",
      name: "No trigger",
      definition: { nodes: code, connections: {}, settings: {} },
    });
    const refused = engine.publishWorkflow({ ...call, workflowId });
    await expect(refused).rejects.toMatchObject({ code: "n8n.rejected", kind: "impossible", retryable: false });
    await engine.deleteWorkflow({ ...call, workflowId });
  });
});
