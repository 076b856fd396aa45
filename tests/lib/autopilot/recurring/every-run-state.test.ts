import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeRecurring } from "@/lib/autopilot/recurring/change-recurring";
import { deleteRecurring } from "@/lib/autopilot/recurring/delete-recurring";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { enqueueDue } from "@/lib/autopilot/recurring/enqueue-due";
import { finishRecurringRun } from "@/lib/autopilot/recurring/finish-recurring-run";
import { loseRun } from "@/lib/autopilot/recurring/lose-run";
import { proposeRecurring } from "@/lib/autopilot/recurring/propose-recurring";
import { runRecurring } from "@/lib/autopilot/recurring/run-recurring";
import { CreateRecurring } from "@/lib/autopilot/recurring/schemas";
import { withTransaction } from "@/lib/platform/transaction";
import { watchStates } from "../../../factories/state-changes";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";
import { at, dueSince, runsOf, taskOf, withoutNightly } from "./recurring-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  await withoutNightly(world, company);
});
afterAll(() => world.close());

const runNow = async (recurringId: string): Promise<string> =>
  (await runRecurring(company.owner, { projectId: company.projectId, recurringId, even_if_paused: true })).run_id;
const finish = (runId: string, ok: boolean): Promise<boolean> =>
  withTransaction(company.job, (tx) => finishRecurringRun(tx, { runId, result: { ok, summary: "Sample." } }));
const packet = { job_type: "phases.generate" as const, payload: { phase: 1 } };
const statesOf = async (id: string): Promise<string[]> => (await runsOf(world, id)).map(({ state }) => state);

/** Three runs of one task, of which the second and the third wait. */
async function madeUp(wanted: Parameters<typeof taskOf>[1] = {}): Promise<{ id: string; runs: string[] }> {
  const { id } = await taskOf(company, { missed_policy: "run_all", ...wanted });
  await dueSince(world, id, "2026-06-10T09:00:00Z");
  await enqueueDue(at(company.job, "2026-06-10T11:30:00Z"));
  return { id, runs: (await runsOf(world, id)).map((run) => run.id) };
}

test("each change of a run's state has exactly one line of the ledger in its own commit, also when its task was deleted meanwhile", async () => {
  const seenRuns = await watchStates(world, {
    table: "recurring_task_runs",
    id: "r.id::text",
    state: "r.state",
    tells: "e.event_type like 'recurring.%' and c.id in (e.data ->> 'run_id', e.data ->> 'runId')",
  });
  const { owner, projectId } = company;
  // A kind that is done here, and one that a domain above does: finished, failed, and lost before it began.
  await doRun(company.job, { runId: await runNow((await taskOf(company, packet)).id) });
  const above = await taskOf(company);
  for (const ok of [true, false]) {
    const runId = await runNow(above.id);
    await doRun(company.job, { runId });
    await finish(runId, ok);
  }
  await loseRun(company.job, { runId: await runNow(above.id) });
  // Missed ones that wait for each other, and are skipped once the task is paused.
  const paused = await madeUp();
  await finish(paused.runs[0] ?? "", true);
  await changeRecurring(owner, { projectId, recurringId: paused.id, revision: 1, enabled: false });
  for (const runId of paused.runs.slice(1)) await doRun(company.job, { runId });
  expect(await statesOf(paused.id)).toEqual(["finished", "skipped", "skipped"]);
  const late = await taskOf(company, { missed_policy: "skip" });
  await dueSince(world, late.id, "2026-06-10T09:00:00Z");
  await enqueueDue(at(company.job, "2026-06-10T11:30:00Z"));
  // Deleted while one run is going on and two wait: nothing waits for ever, and nothing ends in silence.
  const deleted = await madeUp();
  await doRun(company.job, { runId: deleted.runs[0] ?? "" });
  await deleteRecurring(owner, { projectId, recurringId: deleted.id });
  await finish(deleted.runs[0] ?? "", true);
  for (const runId of deleted.runs.slice(1)) await doRun(company.job, { runId });
  expect(await statesOf(deleted.id)).toEqual(["finished", "skipped", "skipped"]);
  expect(await seenRuns()).toEqual({
    "new to queued": ["recurring.run_enqueued"],
    "new to waiting": ["recurring.run_enqueued"],
    "new to skipped": ["recurring.run_skipped"],
    "waiting to queued": ["recurring.run_released"],
    "queued to running": ["recurring.run_due", "recurring.run_started"],
    "queued to skipped": ["recurring.run_skipped"],
    "queued to finished": ["recurring.run_finished"],
    "queued to failed": ["recurring.run_failed"],
    "running to finished": ["recurring.run_finished"],
    "running to failed": ["recurring.run_failed"],
  });
});

test("each change of a recurring task's state has exactly one line, by hand, by its failures, and by its end", async () => {
  const seenTasks = await watchStates(world, {
    table: "project_recurring_tasks",
    id: "r.id::text",
    state: "case when r.deleted_at is not null then 'deleted' when r.enabled then 'on' else 'paused' end",
    tells:
      "e.event_type ~ '^recurring.(created|proposed|paused|resumed|deleted)$' and e.data ->> 'recurring_id' = c.id",
  });
  const { owner, projectId } = company;
  const wanted = CreateRecurring.parse({ title: "Sample", cron_expr: "@daily", timezone: "UTC", ...packet });
  const proposed = await proposeRecurring(owner, { projectId, ...wanted });
  const turn = (recurringId: string, revision: number, enabled: boolean) =>
    changeRecurring(owner, { projectId, recurringId, revision, enabled });
  await turn(proposed.id, proposed.revision, true);
  await deleteRecurring(owner, { projectId, recurringId: proposed.id });
  const byHand = await taskOf(company);
  await turn(byHand.id, byHand.revision, false);
  await deleteRecurring(owner, { projectId, recurringId: byHand.id });
  const failing = await taskOf(company);
  for (let time = 0; time < 3; time += 1) await finish(await runNow(failing.id), false);
  expect(await seenTasks()).toEqual({
    "new to on": ["recurring.created"],
    "new to paused": ["recurring.proposed"],
    "on to paused": ["recurring.paused"],
    "paused to on": ["recurring.resumed"],
    "on to deleted": ["recurring.deleted"],
    "paused to deleted": ["recurring.deleted"],
  });
});

test("a run whose line cannot be written has not begun, and a task is not deleted", async () => {
  const { id } = await taskOf(company, packet);
  const runId = await runNow(id);
  const of = { projectId: company.projectId, recurringId: id };
  const tries = await withoutLedger(world, () =>
    Promise.allSettled([
      doRun(company.job, { runId }),
      deleteRecurring(company.owner, of),
      runRecurring(company.owner, { ...of, key: randomUUID(), even_if_paused: false }),
    ]),
  );
  expect(tries.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await statesOf(id)).toEqual(["queued"]);
});
