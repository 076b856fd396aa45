import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import type { N8nClient } from "@/sidecar/src/n8n/client";
import { halt } from "@/sidecar/src/n8n/halt";
import { workspaceReach } from "@/sidecar/src/n8n/workspace-reach";
import { workflow } from "./fake-n8n";

const WORKSPACES = Array.from({ length: 50 }, (_, n) => ({ workspaceId: randomUUID(), known_ids: [`w${n}`] }));

/** Answers a list with what it held when the list was asked for, a turn later, as a network would. */
function countingClient(): { client: N8nClient; active: Set<string>; listed: string[] } {
  const active = new Set(WORKSPACES.flatMap(({ known_ids }) => known_ids));
  const listed: string[] = [];
  const client: N8nClient = {
    url: "",
    async call({ path, schema }) {
      await nextTurn();
      const unpublished = /^\/workflows\/(\w+)\/unpublish$/.exec(path)?.[1];
      if (unpublished) active.delete(unpublished);
      return schema.parse({ stopped: 1 });
    },
    async listAll(path, item) {
      listed.push(path);
      const workflows = WORKSPACES.flatMap(({ known_ids }) => known_ids).map((id) =>
        workflow({ id, name: id, active: active.has(id) }),
      );
      await nextTurn();
      return (path.startsWith("/workflows") ? workflows : []).map((one) => item.parse(one));
    },
  };
  return { client, active, listed };
}

test("fifty freezes at once cost at most three readings of each list for a step, also when half of them ask during a reading", async () => {
  const { client, active, listed } = countingClient();
  const { stopAll, unpublishAll, observe } = halt(client, workspaceReach(client));
  const ofWorkflows = (): number => listed.filter((path) => path.startsWith("/workflows")).length;
  for (const step of [stopAll, unpublishAll, observe]) {
    const before = ofWorkflows();
    const early = WORKSPACES.slice(0, 25).map((one) => step(one.workspaceId, one));
    while (ofWorkflows() === before) await nextTurn();
    const late = WORKSPACES.slice(25).map((one) => step(one.workspaceId, one));
    await Promise.all([...early, ...late]);
    expect(ofWorkflows() - before).toBeLessThanOrEqual(3);
  }
  expect(active.size).toBe(0);
  for (const list of ["/credentials", "/executions?status=running"])
    expect(listed.filter((path) => path.startsWith(list)).length).toBeLessThanOrEqual(9);
  for (const { workspaceId, known_ids } of WORKSPACES)
    expect(await observe(workspaceId, { known_ids })).toEqual({ published: [], workflows: known_ids, unfinished: 0 });
});
