import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { startFakeN8n, workflow, type FakeN8n } from "./fake-n8n";
import { sendCommand, WORKSPACE } from "./send-command";
import { removeDir, startSidecar } from "./sidecar-harness";

const running: { stop(): Promise<void> }[] = [];
const dirs: string[] = [];
afterEach(async () => {
  for (const part of running.splice(0).reverse()) await part.stop();
  for (const dir of dirs.splice(0)) removeDir(dir);
});

type Stored = { isArchived: boolean; active: boolean };

/** An n8n with one workflow of the workspace. */
async function withOne(): Promise<{ url: string; n8n: FakeN8n; stored: Map<string, Stored> }> {
  const stored = new Map<string, Stored>([["wf1", { isArchived: false, active: true }]]);
  const content = `## Managed by Greenlight\n\nworkspace \`${WORKSPACE}\` key \`k\``;
  const note = {
    id: "greenlight-owner",
    name: "Managed by Greenlight",
    type: "n8n-nodes-base.stickyNote",
    typeVersion: 1,
    position: [0, 0],
    parameters: { content },
  };
  const json = (id: string): object => workflow({ id, nodes: [note], ...stored.get(id) });
  const n8n = await startFakeN8n(({ method, path }) => {
    if (method === "GET" && path.startsWith("/api/v1/workflows?"))
      return { json: { data: [...stored.keys()].map(json), nextCursor: null } };
    const [, id = "", verb] = /^\/api\/v1\/workflows\/(\w+)(?:\/(\w+))?/.exec(path) ?? [];
    if (!stored.has(id)) return null;
    if (verb === "archive") stored.set(id, { isArchived: true, active: false });
    const answer = { json: json(id) };
    if (method === "DELETE") stored.delete(id);
    return answer;
  });
  const sidecar = await startSidecar({ n8nUrl: n8n.url });
  running.push(n8n, sidecar);
  dirs.push(sidecar.dataDir);
  return { url: sidecar.url, n8n, stored };
}

const command = (action: string, workspaceId = WORKSPACE) => ({
  action,
  command_id: randomUUID(),
  payload: { workflow_id: "wf1" },
  workspaceId,
});

test("a workflow is put away, again without harm, and can be deleted although it is", async () => {
  const { url, stored } = await withOne();
  for (let times = 0; times < 2; times += 1) {
    expect(await sendCommand(url, command("ARCHIVE_WORKFLOW"))).toMatchObject({ body: { result: { archived: true } } });
  }
  expect(stored.get("wf1")).toEqual({ isArchived: true, active: false });
  expect(await sendCommand(url, command("DELETE_WORKFLOW"))).toMatchObject({ body: { result: { deleted: true } } });
  expect(stored.size).toBe(0);
  expect(await sendCommand(url, command("DELETE_WORKFLOW"))).toMatchObject({ body: { result: { deleted: false } } });
});

test("another workspace puts nothing away and deletes nothing, also when the workflow is put away", async () => {
  const { url, n8n, stored } = await withOne();
  const other = randomUUID();
  for (let times = 0; times < 2; times += 1) {
    expect(await sendCommand(url, command("ARCHIVE_WORKFLOW", other))).toMatchObject({ status: 404 });
    expect(await sendCommand(url, command("DELETE_WORKFLOW", other))).toMatchObject({
      body: { result: { deleted: false } },
    });
    await sendCommand(url, command("ARCHIVE_WORKFLOW"));
  }
  expect(stored.size).toBe(1);
  expect(n8n.asked.filter(({ method }) => method === "DELETE")).toEqual([]);
});
