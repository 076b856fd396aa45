import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCountingProxy, type CountingProxy } from "./counting-proxy";
import { publishPreparation, required, startSandboxMachine, type SandboxMachine } from "./sandbox-machine";

const RUNS = 20;
/** Wanted are 500 ms on a quiet machine; this one starts twenty runs beside other tests. */
const LATE_MS = 5_000;

let n8n: CountingProxy;
let machine: SandboxMachine;
beforeAll(async () => {
  n8n = await startCountingProxy(required("TEST_N8N_URL"));
  machine = await startSandboxMachine({
    n8nUrl: n8n.url,
    owner: { email: required("TEST_N8N_OWNER_EMAIL"), password: required("TEST_N8N_OWNER_PASSWORD") },
    eventLog: required("TEST_N8N_EVENT_LOG"),
  });
});
afterAll(async () => {
  await machine.stop();
  await n8n.stop();
});

test("twenty sandbox runs at once are each reported in order while they run, and n8n is asked about none of them", async ({
  annotate,
}) => {
  const { path } = await publishPreparation(machine);
  const runIds = Array.from({ length: RUNS }, () => randomUUID());
  n8n.asked.length = 0;
  const executionIds = await Promise.all(runIds.map((runId) => machine.run(path, runId)));
  expect(new Set(executionIds).size).toBe(RUNS);
  const ended = () => machine.events.filter(({ phase }) => phase === "workflow_succeeded").map(({ run_id }) => run_id);
  await expect.poll(() => ended().toSorted(), { timeout: 120_000 }).toEqual(runIds.toSorted());

  const delays: number[] = [];
  for (const [index, runId] of runIds.entries()) {
    const own = machine.events.filter(({ run_id }) => run_id === runId);
    expect(new Set(own.map(({ execution_id }) => execution_id))).toEqual(new Set([executionIds[index]]));
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    expect(own.map(({ at }) => Date.parse(at))).toEqual(own.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b));
    const nodes = (phase: string) => own.filter((event) => event.phase === phase).map(({ node_name }) => node_name);
    expect(nodes("node_started").slice(0, 3)).toEqual(["Run now", "Settings", "Find leads without drafts"]);
    expect(nodes("node_finished").toSorted()).toEqual(nodes("node_started").toSorted());
    const first = own.find(({ phase }) => phase === "node_started");
    delays.push(first ? first.heardAt - Date.parse(first.at) : Number.POSITIVE_INFINITY);
  }
  const p95 = delays.toSorted((a, b) => a - b)[Math.ceil(RUNS * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
  await annotate(`The first node of a run was reported after ${p95} ms (95th percentile of ${RUNS} at once).`);
  expect(p95).toBeLessThan(LATE_MS);
  // Every event came from n8n's log: between the triggers and the last end its API was not asked once about an execution.
  expect(n8n.asked.filter((asked) => asked.includes("/executions"))).toEqual([]);
  expect(n8n.asked.filter((asked) => asked.includes("/webhook/"))).toHaveLength(RUNS);
});
