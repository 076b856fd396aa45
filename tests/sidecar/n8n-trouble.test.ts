import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startFakeN8n, workflow, type FakeN8n } from "./fake-n8n";
import { sendCommand } from "./send-command";
import { removeDir, startSidecar, type RunningSidecar } from "./sidecar-harness";

const running: { stop(): Promise<void> }[] = [];
const dirs: string[] = [];
afterEach(async () => {
  for (const part of running.splice(0).reverse()) await part.stop();
  for (const dir of dirs.splice(0)) removeDir(dir);
});

async function sidecarOn(n8n: FakeN8n, owner?: { email: string; password: string }): Promise<RunningSidecar> {
  const sidecar = await startSidecar({ n8nUrl: n8n.url, owner });
  running.push(n8n, sidecar);
  dirs.push(sidecar.dataDir);
  return sidecar;
}

const OWNER = { email: "owner@greenlight.local", password: "Owner-pass-123" };
const STARTING = { text: "<html>n8n is starting up. Please wait</html>" };
const LIST = { action: "LIST_WORKFLOWS" };
/** Reads n8n each time; a list alone believes what it read before. */
const SURVEY = { ...LIST, payload: { survey: true } };
const NOT_READY = { status: 503, body: { success: false, error: { code: "n8n.not_ready", retryable: true } } };
const CODE_NODE = { name: "Code", type: "n8n-nodes-base.code", typeVersion: 2, position: [0, 0], parameters: {} };
const DEPLOY = {
  action: "DEPLOY_WORKFLOW",
  payload: { key: "k", name: "n", definition: { nodes: [CODE_NODE], connections: {} } },
};

describe("an n8n in trouble", () => {
  test("answering 200 'starting up' everywhere is not ready, and the sidecar works when it is", async () => {
    let starting = true;
    const n8n = await startFakeN8n(({ path }) => {
      if (!starting) return null;
      return path === "/healthz/readiness" ? { status: 503, json: {} } : STARTING;
    });
    const { url } = await sidecarOn(n8n, OWNER);
    expect(await sendCommand(url, LIST)).toMatchObject(NOT_READY);
    expect(await sendCommand(url, { action: "PROBE_WEBHOOK", payload: { path: "a" } })).toMatchObject({
      body: { result: { registered: false } },
    });
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({
      status: "degraded",
      n8n: { healthy: false, version: null },
    });
    expect((await sendCommand(url, { action: "HEALTH_CHECK" })).body.result).toMatchObject({ status: "degraded" });
    starting = false;
    expect(await sendCommand(url, LIST)).toMatchObject({ status: 200, body: { success: true } });
    expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: "ok" });
  });

  test("that is gone is not ready", async () => {
    const n8n = await startFakeN8n();
    const { url } = await sidecarOn(n8n);
    await n8n.stop();
    running.shift();
    expect(await sendCommand(url, LIST)).toMatchObject(NOT_READY);
    const trigger = { action: "PROBE_WEBHOOK", payload: { path: "a" } };
    expect(await sendCommand(url, trigger)).toMatchObject(NOT_READY);
  });

  test.each([
    [{ status: 500, json: { message: "boom" } }, 502, "n8n.failed", true],
    [{ status: 502, text: "<html>bad gateway</html>" }, 502, "n8n.failed", true],
    [{ status: 200, text: "<html>hello</html>" }, 503, "n8n.not_ready", true],
    // seen at every start of a real n8n, after "starting up" and before its routes exist
    [{ status: 404, text: "<!DOCTYPE html><title>Error</title>" }, 503, "n8n.not_ready", true],
    [{ status: 200, json: { unexpected: 1 } }, 503, "n8n.not_ready", true],
    [{ status: 429, json: {} }, 429, "n8n.rate_limited", true],
    [{ status: 403, json: { message: "no scope" } }, 502, "n8n.forbidden", false],
    [{ status: 401, json: {} }, 502, "n8n.unauthorized", false],
  ])("answering %j is %i %s", async (answer, status, code, retryable) => {
    const n8n = await startFakeN8n(({ path }) => (path.startsWith("/api/v1/") ? answer : null));
    const { url } = await sidecarOn(n8n);
    expect(await sendCommand(url, LIST)).toMatchObject({
      status,
      body: { success: false, error: { code, retryable } },
    });
  });

  test("refusing the owner is named, without the password", async () => {
    const n8n = await startFakeN8n(({ path }) => (path === "/rest/login" ? { status: 401, json: {} } : null));
    const { url } = await sidecarOn(n8n, OWNER);
    const answer = await sendCommand(url, LIST);
    expect(answer).toMatchObject({ status: 502, body: { error: { code: "n8n.unauthorized", retryable: false } } });
    expect(JSON.stringify(answer)).not.toContain(OWNER.password);
  });

  test("is asked for one key however many commands come at once, and for another when it forgets the first", async () => {
    let made = 0;
    let valid = "";
    const n8n = await startFakeN8n(({ path, key }) => {
      if (path === "/rest/api-keys") return { json: { data: { rawApiKey: (valid = `key-${++made}`) } } };
      return path.startsWith("/api/v1/") && key !== valid ? { status: 401, json: {} } : null;
    });
    const { url, dataDir } = await sidecarOn(n8n, OWNER);
    const five = (): Promise<unknown> => Promise.all(Array.from({ length: 5 }, () => sendCommand(url, SURVEY)));
    await five();
    expect(made).toBe(1);
    valid = "forgotten";
    await five();
    expect(made).toBe(2);
    expect(readFileSync(join(dataDir, "n8n-api-key"), "utf8")).toBe("key-2");
  });

  test("that publishes late is waited for; a webhook that never answers is not called twice", async () => {
    let polls = 0;
    const path = "greenlight/x";
    const webhook = { ...CODE_NODE, name: "Webhook", type: "n8n-nodes-base.webhook", parameters: { path } };
    const n8n = await startFakeN8n(({ method, path: asked }) => {
      if (asked.endsWith("/publish")) return { json: workflow({ active: true }) };
      if (method === "GET" && asked.startsWith("/api/v1/workflows/wf1"))
        return { json: workflow({ active: true, activeVersionId: ++polls > 1 ? "v1" : "v0" }) };
      return asked === `/webhook/${path}` ? { status: 504, json: {} } : null;
    });
    const { url } = await sidecarOn(n8n);
    await sendCommand(url, {
      ...DEPLOY,
      payload: { ...DEPLOY.payload, definition: { nodes: [webhook], connections: {} } },
    });
    const published = await sendCommand(url, { action: "ACTIVATE_WORKFLOW", payload: { workflow_id: "wf1" } });
    expect(published.body.result).toEqual({ workflow_id: "wf1", version_id: "v1", active: true });
    expect(polls).toBe(2);
    const trigger = { action: "TRIGGER_TEST", command_id: randomUUID(), payload: { path } };
    const answers = [await sendCommand(url, trigger), await sendCommand(url, trigger)];
    expect(answers.map(({ body }) => body.result?.status)).toEqual([504, 504]);
    expect(n8n.asked.filter(({ path: asked }) => asked === `/webhook/${path}`)).toHaveLength(1);
  });

  test("that may save and not publish saves a draft alone; one that saves and answers 403 all the same keeps its one workflow", async () => {
    let stored: object | null = null;
    let refuses = false;
    const n8n = await startFakeN8n(({ method, path, body }) => {
      const list = { json: { data: stored ? [stored] : [], nextCursor: null } };
      if (method === "GET" && path.startsWith("/api/v1/workflows?")) return list;
      if (method === "GET" && path.startsWith("/api/v1/workflows/wf1") && stored) return { json: stored };
      if (method !== "POST" && method !== "PUT") return null;
      if (!path.startsWith("/api/v1/workflows")) return null;
      stored = workflow({ ...(body as object), active: true, activeVersionId: "v0" });
      // As n8n 2.39 for a key without `workflow:publish`: the draft is stored either way.
      const publishes = method === "PUT" && !path.includes("publishIfActive=false");
      return refuses || publishes ? { status: 403, json: { message: "missing permission" } } : { json: stored };
    });
    const { url } = await sidecarOn(n8n);
    const deploy = (name: string) => sendCommand(url, { ...DEPLOY, payload: { ...DEPLOY.payload, name } });
    expect(await deploy("first")).toMatchObject({ status: 200, body: { result: { created: true } } });
    expect(await deploy("second")).toMatchObject({ status: 200, body: { result: { created: false } } });
    refuses = true;
    expect(await deploy("third")).toMatchObject({
      status: 502,
      body: { error: { code: "n8n.forbidden", retryable: false } },
    });
    refuses = false;
    expect(await deploy("third")).toMatchObject({ status: 200, body: { result: { created: false } } });
    expect(stored).toMatchObject({ name: "third" });
    expect(n8n.asked.filter(({ method, path }) => method === "POST" && path === "/api/v1/workflows")).toHaveLength(1);
    expect(n8n.asked.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("gets only allow-listed fields, with the owner written into the workflow", async () => {
    const n8n = await startFakeN8n();
    const { url } = await sidecarOn(n8n);
    const foreign = { id: "foreign", active: true, tags: [], meta: {}, pinData: {}, errorWorkflow: "x" };
    const definition = {
      ...foreign,
      nodes: [{ ...CODE_NODE, evil: 1 }],
      connections: {},
      settings: { executionOrder: "v1", errorWorkflow: "x" },
    };
    await sendCommand(url, { ...DEPLOY, payload: { ...DEPLOY.payload, definition } });
    const sent = n8n.asked.find(({ method }) => method === "POST")?.body as { nodes: { parameters: object }[] };
    expect(Object.keys(sent).sort()).toEqual(["connections", "name", "nodes", "settings"]);
    expect(sent).toMatchObject({ settings: { executionOrder: "v1" } });
    expect(JSON.stringify(sent)).not.toMatch(/evil|errorWorkflow/);
    expect(JSON.stringify(sent.nodes[1]?.parameters)).toContain(
      "workspace `11111111-1111-4111-8111-111111111111` key `k`",
    );
  });
});
