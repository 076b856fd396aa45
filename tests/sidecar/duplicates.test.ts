import { afterEach, describe, expect, test } from "vitest";
import { startFakeN8n, workflow, type FakeN8n } from "./fake-n8n";
import { sendCommand } from "./send-command";
import { removeDir, startSidecar } from "./sidecar-harness";

type Stored = { id: string; name: string; nodes: object[]; active: boolean };
type Created = { answer: object; land: () => Stored };

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type World = { stored: Stored[]; n8n: FakeN8n; url: string };

/** An n8n that keeps what it is told to create; `onCreate` decides how it answers and whether the workflow exists yet. */
async function keepingN8n(onCreate: (created: Created, number: number) => object): Promise<World> {
  const stored: Stored[] = [];
  let number = 0;
  const n8n = await startFakeN8n(({ method, path, body }) => {
    const id = /^\/api\/v1\/workflows\/(\w+)/.exec(path)?.[1];
    const known = stored.find((one) => one.id === id);
    if (method === "POST" && path === "/api/v1/workflows") {
      const made = { id: `wf${++number}`, active: false, ...(body as { name: string; nodes: object[] }) };
      const land = (): Stored => (stored.push(made), made);
      return onCreate({ answer: { json: workflow(made) }, land }, number);
    }
    if (method === "GET" && path.startsWith("/api/v1/workflows?"))
      return { json: { data: stored.map((one) => workflow(one)), nextCursor: null } };
    if (!known) return null;
    if (method === "DELETE") stored.splice(stored.indexOf(known), 1);
    if (path.endsWith("/publish")) known.active = true;
    return { json: workflow({ ...known, activeVersionId: known.active ? "v1" : null }) };
  });
  const sidecar = await startSidecar({ n8nUrl: n8n.url });
  cleanUps.push(n8n.stop, sidecar.stop, () => removeDir(sidecar.dataDir));
  return { stored, n8n, url: sidecar.url };
}

const CODE_NODE = { name: "Code", type: "n8n-nodes-base.code", typeVersion: 2, position: [0, 0], parameters: {} };
const deploy = (url: string) =>
  sendCommand(url, {
    action: "DEPLOY_WORKFLOW",
    payload: { key: "campaign:1:email_1", name: "Email 1", definition: { nodes: [CODE_NODE], connections: {} } },
  });

describe("a create that n8n carries out without answering", () => {
  test.each([
    ["fails with 502", { status: 502, text: "<html>bad gateway</html>" }],
    ["is cut short", { status: 200, text: '{"id":"wf' }],
    ["is refused as busy", { status: 503, json: { message: "busy" } }],
  ])("when its answer %s, the next try finds the workflow and creates no second", async (_how, answer) => {
    const { stored, url } = await keepingN8n(
      ({ answer: created, land }, number) => (land(), number === 1 ? answer : created),
    );
    expect((await deploy(url)).body.error?.retryable).toBe(true);
    expect((await deploy(url)).body.result).toMatchObject({ workflow_id: "wf1", created: false });
    expect(stored).toHaveLength(1);
  });

  test("when it is carried out after the next try, publishing leaves only the workflow that was published", async () => {
    let late = (): unknown => undefined;
    const { stored, url } = await keepingN8n(({ answer, land }, number) => {
      if (number > 1) return (land(), answer);
      late = land;
      return { status: 502, json: {} };
    });
    await deploy(url);
    const { workflow_id } = (await deploy(url)).body.result ?? {};
    late();
    expect(stored).toHaveLength(2);
    await sendCommand(url, { action: "ACTIVATE_WORKFLOW", payload: { workflow_id } });
    expect(stored.map(({ id, active }) => ({ id, active }))).toEqual([{ id: workflow_id, active: true }]);
  });

  test("two of one key without a create that went unanswered: the published one is used, and the copy made by hand stays", async () => {
    const { stored, url, n8n } = await keepingN8n(({ answer, land }) => (land(), answer));
    await deploy(url);
    const [first] = stored;
    stored.unshift({ ...first!, id: "draft" });
    first!.active = true;
    const restarted = await startSidecar({ n8nUrl: n8n.url });
    cleanUps.push(restarted.stop, () => removeDir(restarted.dataDir));
    expect((await deploy(restarted.url)).body.result).toMatchObject({ workflow_id: "wf1", created: false });
    expect(stored.map(({ id }) => id)).toEqual(["draft", "wf1"]);
  });

  test("the workflow that our row names is used, also when its note is gone and a copy carries it", async () => {
    const { stored, url } = await keepingN8n(({ answer, land }) => (land(), answer));
    await deploy(url);
    const [first] = stored;
    stored.push({ ...first!, id: "copy", active: true });
    first!.nodes = [CODE_NODE];
    await sendCommand(url, { action: "LIST_WORKFLOWS", payload: { survey: true, known_ids: ["wf1"] } });
    const known = { key: "campaign:1:email_1", name: "Email 1", definition: { nodes: [CODE_NODE], connections: {} } };
    const again = await sendCommand(url, { action: "DEPLOY_WORKFLOW", payload: { ...known, workflow_id: "wf1" } });
    expect(again.body.result).toMatchObject({ workflow_id: "wf1", created: false });
    expect(stored.map(({ id }) => id)).toEqual(["wf1", "copy"]);
  });

  test("one that was put away by hand is made anew, because n8n changes nothing of it any more", async () => {
    const { stored, url } = await keepingN8n(({ answer, land }) => (land(), answer));
    await deploy(url);
    Object.assign(stored[0]!, { isArchived: true });
    const payload = { known_ids: ["wf1"] };
    const seen = await sendCommand(url, { action: "LIST_WORKFLOWS", payload });
    expect(seen.body.result).toMatchObject({ workflows: [{ workflow_id: "wf1", archived: true }] });
    expect((await deploy(url)).body.result).toMatchObject({ workflow_id: "wf2", created: true });
  });
});

describe("a list of one workspace's workflows", () => {
  test("asks n8n for these alone, and finds a hand-made one and a changed one when it looks at everything", async () => {
    const { stored, n8n, url } = await keepingN8n(({ answer, land }) => (land(), answer));
    const deployed = (await deploy(url)).body.result as { content_hash: string };
    for (let other = 0; other < 50; other += 1) {
      stored.push({ id: `other${other}`, name: "Made by hand", nodes: [CODE_NODE], active: false });
    }
    const asked = n8n.asked.length;
    const list = async (payload: object) =>
      (await sendCommand(url, { action: "LIST_WORKFLOWS", payload })).body.result as {
        workflows: { content_hash: string }[];
        strangers: object[];
      };
    const own = await list({});
    expect(own).toMatchObject({ workflows: [{ workflow_id: "wf1", archived: false }], strangers: [] });
    expect(own.workflows[0]?.content_hash).toBe(deployed.content_hash);
    expect(n8n.asked.slice(asked).map(({ path }) => path)).toEqual(["/api/v1/workflows/wf1?excludePinnedData=true"]);

    stored[0]!.nodes = [{ ...CODE_NODE, position: [500, 9] }, ...stored[0]!.nodes.slice(1)];
    expect((await list({})).workflows[0]?.content_hash).toBe(deployed.content_hash);
    stored[0]!.nodes = [{ ...CODE_NODE, parameters: { jsCode: "return []" } }, ...stored[0]!.nodes.slice(1)];
    const survey = await list({ survey: true });
    expect(survey.workflows[0]?.content_hash).not.toBe(deployed.content_hash);
    expect(survey.strangers).toHaveLength(50);
  });
});

test("a credential of which n8n holds two is changed and deleted whole", async () => {
  const name = "greenlight:11111111-1111-4111-8111-111111111111:webhook";
  const two = ["b", "a"].map((id, index) => {
    const time = `2026-11-2${index}T00:00:00Z`;
    return { id, name, type: "httpHeaderAuth", createdAt: time, updatedAt: time };
  });
  const n8n = await startFakeN8n(({ method, path }) => {
    const found = two.find(({ id }) => path === `/api/v1/credentials/${id}`);
    if (found) return { json: found };
    return method === "GET" && path.startsWith("/api/v1/credentials?") ? { json: { data: two } } : null;
  });
  const { url, stop, dataDir } = await startSidecar({ n8nUrl: n8n.url });
  cleanUps.push(n8n.stop, stop, () => removeDir(dataDir));

  const payload = { key: "webhook", type: "httpHeaderAuth", data: { name: "x-webhook-token", value: "t" } };
  const injected = await sendCommand(url, { action: "INJECT_CREDENTIAL", payload });
  expect(injected.body.result).toEqual({ credential_id: "b", created: false });
  await sendCommand(url, { action: "DELETE_CREDENTIAL", payload: { key: "webhook" } });
  const changes = n8n.asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  expect(changes).toEqual(
    ["PATCH", "DELETE"].flatMap((method) => ["b", "a"].map((id) => `${method} /api/v1/credentials/${id}`)),
  );
});
