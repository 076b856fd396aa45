import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { startOwnN8n, type OwnN8n } from "../support/own-n8n";
import { publishPreparation, startSandboxMachine, type SandboxMachine } from "./sandbox-machine";

/** A question of this run to the application is never answered: it is under way for as long as its n8n lives. */
const stuck = randomUUID();

let n8n: OwnN8n;
let machine: SandboxMachine;
beforeAll(async () => {
  n8n = await startOwnN8n();
  machine = await startSandboxMachine({
    n8nUrl: n8n.url(),
    owner: n8n.owner,
    eventLog: n8n.eventLog,
    beforeAnswer: (path) => (path.includes(stuck) ? new Promise<void>(() => undefined) : Promise.resolve()),
  });
});
afterAll(async () => {
  await machine.stop();
  await n8n.stop();
});

const eventsOf = (runId: string) => machine.events.filter(({ run_id }) => run_id === runId);
const startedNodes = (runId: string) =>
  eventsOf(runId).flatMap(({ phase, node_name }) => (phase === "node_started" ? [node_name] : []));

test("n8n killed in the middle of a sandbox run: the run ends as crashed, no event is lost or told twice, and the next run is whole", async () => {
  const { workflowId, path } = await publishPreparation(machine);
  const executionId = await machine.run(path, stuck);
  await expect
    .poll(() => startedNodes(stuck), { timeout: 30_000 })
    .toEqual(["Run now", "Settings", "Find leads without drafts"]);

  await n8n.kill();
  await n8n.startAgain();
  const statusOf = async (): Promise<string> => {
    const read = { ...machine.call(), workflowId, executionId };
    return machine.engine.readExecution(read).then(
      (execution) => execution?.status ?? "unknown to n8n",
      (error: unknown) => {
        if (error instanceof AppError && error.retryable) return error.code;
        throw error;
      },
    );
  };
  await expect.poll(statusOf, { timeout: 120_000 }).toBe("crashed");

  await expect
    .poll(async () => (await machine.engine.probeWebhook({ ...machine.call(), path })).registered, { timeout: 120_000 })
    .toBe(true);
  const next = randomUUID();
  await machine.run(path, next);
  await expect
    .poll(() => eventsOf(next).map(({ phase }) => phase), { timeout: 60_000 })
    .toContain("workflow_succeeded");
  expect(startedNodes(next).slice(0, 3)).toEqual(["Run now", "Settings", "Find leads without drafts"]);
  expect(startedNodes(stuck)).toEqual(["Run now", "Settings", "Find leads without drafts"]);
  for (const runId of [stuck, next]) {
    const own = eventsOf(runId);
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    expect(own.map(({ at }) => Date.parse(at))).toEqual(own.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b));
  }
});
