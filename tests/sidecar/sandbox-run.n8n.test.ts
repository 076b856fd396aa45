import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isSameWorkflow } from "@/lib/operations/sandbox/same-workflow";
import { toEngineDefinition } from "@/lib/outreach/workflows/engine-definition";
import { required, startSandboxMachine, type SandboxMachine } from "./sandbox-machine";

let machine: SandboxMachine;
beforeAll(async () => {
  machine = await startSandboxMachine({
    n8nUrl: required("TEST_N8N_URL"),
    owner: { email: required("TEST_N8N_OWNER_EMAIL"), password: required("TEST_N8N_OWNER_PASSWORD") },
    eventLog: required("TEST_N8N_EVENT_LOG"),
  });
});
afterAll(() => machine.stop());

async function deploy(): Promise<{ workflowId: string; path: string }> {
  const { engine, call } = machine;
  let prepared = { workflowId: "", path: "" };
  for (const compiled of (await machine.compile()).filter(({ templateId }) => templateId.startsWith("email_"))) {
    const definition = toEngineDefinition(compiled.definition);
    const workflowId = await machine.deploy(compiled);
    const held = await engine.getWorkflow({ ...call(), workflowId });
    expect(isSameWorkflow(held.definition, definition), compiled.displayName).toBe(true);
    expect(isSameWorkflow({ ...held.definition, connections: {} }, definition)).toBe(false);
    if (compiled.templateId === "email_preparation") prepared = { workflowId, path: compiled.webhookPath };
  }
  await machine.publish(prepared.workflowId, prepared.path);
  return prepared;
}

test("a sandbox run asks its own doors alone, says which execution it is, and is reported node by node as it runs", async () => {
  const { workflowId, path } = await deploy();
  const { engine, call, events, asked } = machine;
  const runId = randomUUID();
  const executionId = await machine.run(path, runId);
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
