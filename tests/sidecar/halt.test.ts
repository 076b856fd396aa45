import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { startFakeN8n, workflow, type FakeN8n } from "./fake-n8n";
import { sendCommand } from "./send-command";
import { removeDir, startSidecar, type RunningSidecar } from "./sidecar-harness";

type Kept = { id: string; workspaceId: string; active: boolean; running: boolean };

let n8n: FakeN8n;
let sidecar: RunningSidecar;
afterEach(async () => {
  await sidecar.stop();
  await n8n.stop();
  removeDir(sidecar.dataDir);
});

const note = (workspaceId: string): object => ({
  name: "Managed by Greenlight",
  type: "n8n-nodes-base.stickyNote",
  parameters: { content: `workspace \`${workspaceId}\` key \`email_1\`` },
});

/** An n8n that keeps workflows; \`broken\` cannot be stopped or unpublished, and \`gone\` was deleted a moment after it was listed. */
async function begin(kept: Kept[], { broken = "", gone = "" } = {}): Promise<void> {
  const find = (id: string): Kept | undefined => kept.find((one) => one.id === id);
  n8n = await startFakeN8n(({ method, path, body }) => {
    if (method === "GET" && path.startsWith("/api/v1/workflows?"))
      return {
        json: {
          data: kept.map(({ id, workspaceId, active }) =>
            workflow({ id, name: id, active, activeVersionId: active ? "v1" : null, nodes: [note(workspaceId)] }),
          ),
          nextCursor: null,
        },
      };
    if (method === "GET" && path.startsWith("/api/v1/executions?status=running"))
      return {
        json: {
          data: kept
            .filter(({ running }) => running)
            .map(({ id }) => ({ id: 1, workflowId: id, status: "running", mode: "trigger" })),
          nextCursor: null,
        },
      };
    if (method === "GET" && path.startsWith("/api/v1/executions?")) return { json: { data: [], nextCursor: null } };
    const id = path === "/api/v1/executions/stop" ? (body as { workflowId: string }).workflowId : path.split("/")[4];
    const one = find(id ?? "");
    if (!one || id === gone) return method === "POST" ? { status: 404, json: { message: "not found" } } : null;
    if (id === broken) return { status: 500, json: { message: "no" } };
    if (path === "/api/v1/executions/stop") {
      one.running = false;
      return { json: { stopped: 1 } };
    }
    if (path.endsWith("/unpublish")) {
      one.active = false;
      return { json: workflow({ id }) };
    }
    return null;
  });
  sidecar = await startSidecar({ n8nUrl: n8n.url });
}

const keep = (workspaceId: string, id: string): Kept => ({ id, workspaceId, active: true, running: true });
const listings = (): number =>
  n8n.asked.filter(({ method, path }) => method === "GET" && path.startsWith("/api/v1/workflows?")).length;

test("one workflow that n8n fails on, and one that is gone, keep none of the others from being stopped and unpublished", async () => {
  const workspaceId = randomUUID();
  const kept = ["a", "broken", "gone", "z"].map((id) => keep(workspaceId, id));
  await begin(kept, { broken: "broken", gone: "gone" });
  const command = { workspaceId, payload: { known_ids: ["a", "broken"] } };
  expect((await sendCommand(sidecar.url, { ...command, action: "STOP_EXECUTIONS" })).body.result).toEqual({
    stopped: 2,
    failed: 1,
  });
  const { result } = (await sendCommand(sidecar.url, { ...command, action: "DEACTIVATE_ALL_WORKFLOWS" })).body;
  expect(result).toMatchObject({
    workflow_ids: ["a", "z"],
    failed: [{ workflow_id: "broken", name: "broken" }],
    left: 0,
  });
  expect(kept.filter(({ active }) => !active).map(({ id }) => id)).toEqual(["a", "z"]);
  const seen = (await sendCommand(sidecar.url, { ...command, action: "OBSERVE_WORKSPACE" })).body.result;
  expect(seen).toMatchObject({ published: [{ workflow_id: "broken" }, { workflow_id: "gone" }], unfinished: 2 });
});

test("fifty workspaces that are stopped, unpublished and observed at once share the lists, and each workflow is unpublished once", async () => {
  const ids = Array.from({ length: 50 }, () => randomUUID());
  const kept = ids.flatMap((workspaceId, n) => Array.from({ length: 7 }, (_, k) => keep(workspaceId, `w${n}x${k}`)));
  await begin(kept);
  const freeze = async (workspaceId: string, n: number): Promise<unknown> => {
    const command = { workspaceId, payload: { known_ids: [`w${n}x0`] } };
    for (const action of ["STOP_EXECUTIONS", "DEACTIVATE_ALL_WORKFLOWS", "DEACTIVATE_ALL_WORKFLOWS"])
      await sendCommand(sidecar.url, { ...command, action });
    return (await sendCommand(sidecar.url, { ...command, action: "OBSERVE_WORKSPACE" })).body.result;
  };
  const seen = await Promise.all(ids.map(freeze));
  expect(seen).toEqual(ids.map(() => expect.objectContaining({ published: [], unfinished: 0 })));
  // How few depends on how far the commands drift apart on a busy machine; shared-lists.test.ts counts them without a network.
  expect(listings()).toBeLessThan(200);
  const unpublished = n8n.asked.filter(({ path }) => path.endsWith("/unpublish"));
  expect(unpublished).toHaveLength(350);
});
