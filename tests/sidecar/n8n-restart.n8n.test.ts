import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { startOwnN8n, type OwnN8n } from "../support/own-n8n";
import { removeDir, SIGNING_KEY_PEM, startSidecar, type RunningSidecar } from "./sidecar-harness";

let n8n: OwnN8n;
let sidecar: RunningSidecar;

beforeAll(async () => {
  n8n = await startOwnN8n();
  sidecar = await startSidecar({ n8nUrl: n8n.url(), owner: n8n.owner });
});
afterAll(async () => {
  await sidecar.stop();
  await n8n.stop();
  removeDir(sidecar.dataDir);
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
  await n8n.kill();
  const publish = { ...call, commandId: randomUUID(), workflowId };
  await expect(engine.publishWorkflow(publish)).rejects.toMatchObject({ code: "n8n.not_ready", retryable: true });
  await n8n.startAgain();
  expect(await engine.publishWorkflow(publish)).toMatchObject({ workflowId, active: true });
  expect(await engine.probeWebhook({ ...call, path })).toMatchObject({ registered: true });
  expect(await engine.listWorkflows(call)).toHaveLength(1);
});
