import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ExecutionEvents } from "@/lib/contracts/instance";
import { eventReporter } from "@/sidecar/src/events/reporter";
import { openStore, type SidecarStore } from "@/sidecar/src/store";
import { removeDir, temporaryDir } from "./sidecar-harness";

let folder: string;
let log: string;
let store: SidecarStore;
let posted: ExecutionEvents["events"];
let isAway: boolean;
let running: ReturnType<typeof eventReporter>;
const RUN = randomUUID();

const client = {
  post: async (_path: string, body: object): Promise<boolean> => {
    if (isAway) return false;
    posted.push(...(body as ExecutionEvents).events);
    return true;
  },
};
const begin = (): void => {
  running = eventReporter({ path: log, store, client });
};
const line = (eventName: string, payload: object): string =>
  `${JSON.stringify({ __type: "$$EventMessage", id: randomUUID(), ts: "2026-11-30T09:00:00.000+00:00", eventName, payload })}\n`;
const node = (nodeName: string, executionId = "7"): string =>
  line("n8n.node.started", { executionId, workflowId: "w", nodeName, nodeType: "n8n-nodes-base.code" });
const names = (): (string | null)[] => posted.map(({ node_name }) => node_name);

beforeEach(() => {
  folder = temporaryDir();
  mkdirSync(join(folder, "n8n"));
  log = join(folder, "n8n", "events.log");
  writeFileSync(log, node("before the first start"));
  store = openStore(join(folder, "sidecar"));
  posted = [];
  isAway = false;
  begin();
});
afterEach(async () => {
  await running.stop();
  store.close();
  removeDir(folder);
});

/** As n8n does: at 10 MB, and whenever it starts. */
function rotate(): void {
  renameSync(log, log.replace(/\.log$/, "-1.log"));
  writeFileSync(log, "");
}

describe("the event log", () => {
  test("is reported for followed runs alone, also for lines that came before it was known which run they are of", async () => {
    running.follow({ runId: randomUUID(), executionId: "1" });
    appendFileSync(log, node("Settings") + node("Other", "8"));
    appendFileSync(log, line("n8n.audit.user.login.success", { _email: "ada@example.com", executionId: "7" }));
    appendFileSync(log, "not json\n");
    running.follow({ runId: RUN, executionId: "7" });
    await expect.poll(names).toEqual(["Settings"]);
    expect(posted[0]).toMatchObject({ run_id: RUN, execution_id: "7", phase: "node_started" });
    expect(JSON.stringify(posted)).not.toContain("ada@example.com");
  });

  test("is read on after a rotation, none skipped and none twice, also when the line was torn", async () => {
    running.follow({ runId: RUN, executionId: "7" });
    const [torn, rest] = [node("B").slice(0, 40), node("B").slice(40)];
    appendFileSync(log, node("A") + torn);
    await expect.poll(names).toEqual(["A"]);
    const whole = torn.slice(0, 0) + rest;
    appendFileSync(log, whole);
    appendFileSync(log, node("C"));
    rotate();
    appendFileSync(log, node("D"));
    await expect.poll(names, { timeout: 5_000 }).toContain("D");
    expect(names().filter((name) => name === "C")).toHaveLength(1);
  });

  test("waits for an application that is away, and a restart goes on where the last report ended", async () => {
    running.follow({ runId: RUN, executionId: "7" });
    appendFileSync(log, node("A"));
    await expect.poll(names).toEqual(["A"]);
    isAway = true;
    appendFileSync(log, node("B"));
    rotate();
    appendFileSync(log, node("C"));
    await running.stop();
    isAway = false;
    begin();
    appendFileSync(log, line("n8n.workflow.failed", { executionId: "7", lastNodeExecuted: "C", errorMessage: "No." }));
    await expect.poll(names, { timeout: 5_000 }).toEqual(["A", "B", "C", "C"]);
    expect(posted.at(-1)).toMatchObject({ phase: "workflow_failed", message: "No." });
    expect(store.hasOpenRuns()).toBe(false);
  });
});
