import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkflowDefinition } from "@/lib/contracts/sidecar";
import type { WorkflowEngine } from "@/lib/providers/workflow-engine/port";
import { workflowEngine } from "@/lib/providers/workflow-engine/select";
import { startOwnN8n, type OwnN8n } from "../support/own-n8n";
import { waitFor } from "../support/wait-for";
import { listen, removeDir, SIGNING_KEY_PEM, startSidecar, type RunningSidecar } from "./sidecar-harness";

type Node = WorkflowDefinition["nodes"][number];
type Json = Record<string, unknown>;

let n8n: OwnN8n;
let sidecar: RunningSidecar;
let door: { url: string; stop(): Promise<void> };
const knocks: string[] = [];

const engine = (): WorkflowEngine => workflowEngine({ sidecarUrl: sidecar.url, signingKeyPem: SIGNING_KEY_PEM });
const callOf = (workspaceId: string) => ({ workspaceId, signal: AbortSignal.timeout(120_000) });

beforeAll(async () => {
  n8n = await startOwnN8n();
  sidecar = await startSidecar({ n8nUrl: n8n.url(), owner: n8n.owner, freezeDir: n8n.freezeDir });
  door = await listen((request, response) => {
    knocks.push(request.url ?? "");
    response.end("{}");
  });
});
afterAll(async () => {
  await n8n.stop();
  await door.stop();
  await sidecar.stop();
  removeDir(sidecar.dataDir);
});

const node = (name: string, type: string, parameters: Json, more: Partial<Node> = {}): Node => ({
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion: 1,
  position: [0, 0],
  parameters,
  ...more,
});
const to = (name: string): Json => ({ main: [[{ node: name, type: "main", index: 0 }]] });

/** By hand, or by a call of its path: waits if asked to, then knocks at the door as `name` with the workspace's credential. */
function knocking(
  name: string,
  { path, credentialId, wait = 0 }: { path: string; credentialId: string; wait?: number },
): WorkflowDefinition {
  const credentials = { httpHeaderAuth: { id: credentialId, name: "webhook" } };
  const nodes = [
    node("By hand", "manualTrigger", {}),
    node("Webhook", "webhook", { path, httpMethod: "POST" }, { typeVersion: 2, webhookId: randomUUID() }),
    node("Wait", "wait", { amount: wait, unit: "seconds" }, { typeVersion: 1.1 }),
    node(
      "Knock",
      "httpRequest",
      { url: `${door.url}/${name}`, authentication: "genericCredentialType", genericAuthType: "httpHeaderAuth" },
      { typeVersion: 4.2, credentials },
    ),
  ];
  return { nodes, connections: { "By hand": to("Wait"), Webhook: to("Wait"), Wait: to("Knock") }, settings: {} };
}

async function company(
  name: string,
): Promise<{ workspaceId: string; credentialId: string; workflowId: string; path: string }> {
  const workspaceId = randomUUID();
  const call = callOf(workspaceId);
  const { credentialId } = await engine().injectCredential({
    ...call,
    key: "webhook",
    credential: { type: "webhook", token: "t" },
  });
  const path = `knock/${randomUUID()}`;
  const definition = knocking(name, { path, credentialId });
  const { workflowId } = await engine().deployWorkflow({ ...call, key: "email_1", name, definition });
  await engine().publishWorkflow({ ...call, workflowId });
  return { workspaceId, credentialId, workflowId, path };
}

/** A person's actions in n8n's editor, through the API behind it. */
async function api(method: string, path: string, body?: unknown): Promise<Json> {
  const key = readFileSync(join(sidecar.dataDir, "n8n-api-key"), "utf8");
  const response = await fetch(`${n8n.url()}/api/v1${path}`, {
    method,
    headers: { "x-n8n-api-key": key, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

async function addByHand(
  name: string,
  { nodes, connections }: Pick<WorkflowDefinition, "nodes" | "connections">,
): Promise<string> {
  const made = await api("POST", "/workflows", { name, nodes, connections, settings: {} });
  const id = String(made.id);
  await api("POST", `/workflows/${id}/publish`, {});
  return id;
}

const callPath = (path: string): Promise<number> =>
  fetch(`${n8n.url()}/webhook/${path}`, { method: "POST" }).then(({ status }) => status);

let cookie: string | null = null;
/** "Execute workflow" in the editor; answers how the execution ended, and why. */
async function runByHand(workflowId: string): Promise<{ status: string; message: string }> {
  cookie ??= await fetch(`${n8n.url()}/rest/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ emailOrLdapLoginId: n8n.owner.email, password: n8n.owner.password }),
  }).then((response) => String(response.headers.getSetCookie()[0]).split(";")[0] ?? "");
  const run = await fetch(`${n8n.url()}/rest/workflows/${workflowId}/run`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: cookie ?? "" },
    body: JSON.stringify({ triggerToStartFrom: { name: "By hand" } }),
  });
  const text = await run.text();
  const { data } = JSON.parse(text) as { data: { executionId?: string } };
  if (!data?.executionId) throw new Error(text);
  const { executionId } = data;
  return waitFor(
    async () => {
      const execution = await api("GET", `/executions/${executionId}?includeData=true`);
      const message = JSON.stringify((execution.data as { resultData?: { error?: unknown } })?.resultData?.error ?? "");
      return execution.stoppedAt !== null && { status: String(execution.status), message };
    },
    { what: "the execution ends" },
  );
}

test("a freeze stops and unpublishes what n8n lists: copies made by hand, without our note, with a note removed; and nothing else", async () => {
  const mine = await company("mine");
  const other = await company("other");
  const read = (await api("GET", `/workflows/${mine.workflowId}`)) as unknown as WorkflowDefinition;
  const withPath = (path: string): Node[] =>
    read.nodes.map((one) =>
      one.name === "Webhook" ? { ...one, webhookId: randomUUID(), parameters: { ...one.parameters, path } } : one,
    );
  const copyPath = `copy/${randomUUID()}`;
  const copy = await addByHand("Copy of mine", { ...read, nodes: withPath(copyPath) });
  const slow = knocking("slow", { path: `slow/${randomUUID()}`, credentialId: mine.credentialId, wait: 50 });
  const unmarked = await addByHand("Own experiment", slow);
  const slowPath = String(slow.nodes[1]?.parameters.path);

  // The known workflow loses its note and its credential in the editor: its id in our row is the proof.
  const bare = withPath(mine.path)
    .filter(({ name }) => name !== "Managed by Greenlight")
    .map(({ credentials: _gone, ...one }) => one);
  await api("PUT", `/workflows/${mine.workflowId}`, {
    name: "mine",
    nodes: bare,
    connections: read.connections,
    settings: {},
  });
  await api("POST", `/workflows/${mine.workflowId}/publish`, {});

  expect(await callPath(slowPath)).toBe(200);
  const all = { ...callOf(mine.workspaceId), knownIds: [mine.workflowId] };
  await waitFor(async () => (await engine().observeWorkspace(all)).unfinishedExecutions === 1, {
    what: "the copy runs",
  });
  const before = await engine().observeWorkspace(all);
  expect(before.workflowIds.toSorted()).toEqual([mine.workflowId, copy, unmarked].toSorted());
  expect(before.published).toHaveLength(3);

  expect(await engine().stopExecutions(all)).toEqual({ stopped: 1, failed: 0 });
  expect(await engine().unpublishAllWorkflows(all)).toEqual({ left: 0, failed: [] });
  expect(await engine().observeWorkspace(all)).toMatchObject({ published: [], unfinishedExecutions: 0 });
  for (const path of [mine.path, copyPath, slowPath]) expect(await callPath(path)).toBe(404);
  expect(await callPath(other.path)).toBe(200);
  expect(knocks).not.toContain("/slow");
  // A copy that came behind the sidecar's back is found by its id, too.
  await api("POST", `/workflows/${copy}/publish`, {});
  expect(await engine().unpublishWorkflow({ ...all, workflowId: copy })).toMatchObject({ active: false });
});

test("with the network to us cut, a frozen workspace's workflows started by hand run no node; after a restart of n8n neither", async () => {
  const mine = await company("blocked");
  const other = await company("free");
  const knocked = (): number => knocks.filter((url) => url === "/blocked").length;
  const copy = await addByHand(
    "Own experiment",
    knocking("blocked", { path: `c/${randomUUID()}`, credentialId: mine.credentialId }),
  );
  expect(await runByHand(mine.workflowId)).toMatchObject({ status: "success" });
  expect(knocked()).toBe(1);

  const freezeId = randomUUID();
  const call = callOf(mine.workspaceId);
  expect(await engine().blockRuns({ ...call, freezeId, knownIds: [mine.workflowId] })).toBe(true);
  await sidecar.stop();
  const refused = async (): Promise<void> => {
    for (const id of [mine.workflowId, copy])
      expect(await runByHand(id)).toMatchObject({
        status: "error",
        message: expect.stringContaining("frozen by an administrator"),
      });
    await callPath(mine.path);
    expect(await runByHand(other.workflowId)).toMatchObject({ status: "success" });
    expect(knocked()).toBe(1);
  };
  await refused();
  await n8n.kill();
  await n8n.startAgain();
  cookie = null;
  await refused();

  const { dataDir } = sidecar;
  sidecar = await startSidecar({ n8nUrl: n8n.url(), owner: n8n.owner, freezeDir: n8n.freezeDir, dataDir });
  const later = callOf(mine.workspaceId);
  expect(await engine().allowRuns({ ...later, freezeId: randomUUID() })).toBe(false);
  expect(await engine().allowRuns({ ...later, freezeId })).toBe(true);
  expect(await runByHand(mine.workflowId)).toMatchObject({ status: "success" });
  expect(knocked()).toBe(2);
  // An order of the lifted freeze that arrives late shuts nothing.
  expect(await engine().blockRuns({ ...later, freezeId, knownIds: [] })).toBe(false);
}, 420_000);
