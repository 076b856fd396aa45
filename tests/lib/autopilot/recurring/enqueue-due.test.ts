import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { changeRecurring } from "@/lib/autopilot/recurring/change-recurring";
import { enqueueDue } from "@/lib/autopilot/recurring/enqueue-due";
import { runDueTasks } from "@/lib/autopilot/recurring/run-due-tasks";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { at, dueSince, runsOf, taskOf, withoutNightly } from "./recurring-world";

const NOW = "2026-06-10T12:05:00.000Z";
const before = (hours: number): Date => new Date(Date.parse(NOW) - hours * 3_600_000);

let world: TestWorld;
let company: Company;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  company = await world.company();
  await withoutNightly(world, company);
});

const enqueueAt = (time: string | Date): Promise<number> => enqueueDue(at(company.job, time));
const jobsOf = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "recurring.do_run");
const lines = async (type: string) =>
  (await world.ledger(company.workspaceId)).filter((line) => line.event_type === type);
const nextOf = async (id: string): Promise<string> => {
  const { rows } = await world.admin.query("select next_run_at from project_recurring_tasks where id = $1", [id]);
  return (rows[0].next_run_at as Date).toISOString();
};

describe("a due task is handed out", () => {
  it("as one run, one job and one line of the ledger, and the task moves on", async () => {
    const { id } = await taskOf(company);
    await dueSince(world, id, "2026-06-10T12:00:00Z");
    expect(await enqueueAt(NOW)).toBe(1);
    expect(await enqueueAt(NOW)).toBe(0);
    const [run, ...more] = await runsOf(world, id);
    expect(more).toEqual([]);
    expect(run).toMatchObject({
      state: "queued",
      trigger: "schedule",
      collapsed: 1,
      scheduled_for: new Date("2026-06-10T12:00:00Z"),
      run_key: `recurring:${id}:2026-06-10T12:00:00.000Z`,
    });
    expect(await jobsOf()).toMatchObject([{ singleton_key: run?.run_key, data: { runId: run?.id } }]);
    expect(await lines("recurring.run_enqueued")).toMatchObject([
      {
        actor_type: "job",
        data: {
          recurring_id: id,
          run_id: run?.id,
          policy: "run_once",
          collapsed: 1,
          links: [{ rel: "recurring", id }],
        },
      },
    ]);
    expect(await nextOf(id)).toBe("2026-06-10T13:00:00.000Z");
  });

  it("or not at all, when its job cannot be enqueued", async () => {
    const { id } = await taskOf(company);
    await dueSince(world, id, "2026-06-10T12:00:00Z");
    await expect(world.withoutQueue(() => enqueueAt(NOW))).rejects.toThrow();
    expect(await runsOf(world, id)).toEqual([]);
    expect(await lines("recurring.run_enqueued")).toEqual([]);
    expect(await nextOf(id)).toBe("2026-06-10T12:00:00.000Z");
  });

  it("the more important one first", async () => {
    const low = await taskOf(company, { priority: 10 });
    const high = await taskOf(company, { priority: 90 });
    for (const { id } of [low, high]) await dueSince(world, id, "2026-06-10T12:00:00Z");
    await enqueueAt(NOW);
    const [first] = await world
      .jobs(company.workspaceId)
      .then((jobs) => jobs.filter(({ name }) => name === "recurring.do_run"));
    expect(first?.singleton_key).toContain(high.id);
  });
});

describe("after three days away", () => {
  it("run_all makes up for the last 25 hours and says how many it dropped", async () => {
    const { id } = await taskOf(company, { missed_policy: "run_all" });
    await dueSince(world, id, "2026-06-07T13:00:00Z");
    await enqueueAt(NOW);
    const runs = await runsOf(world, id);
    expect(runs.filter(({ state }) => state !== "skipped")).toHaveLength(25);
    expect(runs.filter(({ state }) => state === "queued")).toHaveLength(1);
    expect(runs.at(-1)?.scheduled_for).toEqual(new Date("2026-06-10T12:00:00Z"));
    const [dropped] = runs.filter(({ state }) => state === "skipped");
    expect(dropped).toMatchObject({ collapsed: 47, covers_from: new Date("2026-06-07T13:00:00Z") });
    expect(dropped?.why).toMatch(/^47 dropped/);
    expect(await lines("recurring.run_skipped")).toMatchObject([{ data: { collapsed: 47 } }]);
    expect((await lines("recurring.run_skipped"))[0]?.message).toContain("47 dropped");
    expect(await jobsOf()).toHaveLength(1);
  });

  it("run_once does one run that says which times it stands for", async () => {
    const { id } = await taskOf(company, { cron_expr: "30 2 * * *", timezone: "Europe/Berlin" });
    await dueSince(world, id, "2026-06-08T00:30:00Z");
    await enqueueAt(NOW);
    expect(await runsOf(world, id)).toMatchObject([
      {
        state: "queued",
        collapsed: 3,
        covers_from: new Date("2026-06-08T00:30:00Z"),
        covers_to: new Date("2026-06-10T00:30:00Z"),
        scheduled_for: new Date("2026-06-10T00:30:00Z"),
      },
    ]);
  });

  it.each([
    ["2026-06-10T12:05:00Z", "queued", 288],
    ["2026-06-10T12:12:00Z", "skipped", 289],
  ])("skip does only a time that is at most 10 minutes ago (%s)", async (now, last, skipped) => {
    const { id } = await taskOf(company, { cron_expr: "*/15 * * * *", missed_policy: "skip" });
    await dueSince(world, id, "2026-06-07T12:00:00Z");
    await enqueueAt(now);
    const runs = await runsOf(world, id);
    expect(runs.at(-1)).toMatchObject({ state: last, scheduled_for: new Date("2026-06-10T12:00:00Z") });
    const line = runs.find(({ state }) => state === "skipped");
    expect(line).toMatchObject({ collapsed: skipped, why: expect.stringContaining("more than 10 minutes ago") });
  });
});

describe("a run that is still going on", () => {
  const twice = async (overlap: "skip" | "queue", hours: number) => {
    const { id } = await taskOf(company, { overlap });
    await dueSince(world, id, before(hours));
    for (let hour = hours; hour >= 0; hour--) await enqueueAt(before(hour));
    return (await runsOf(world, id)).map(({ state }) => state);
  };

  it("has the next one skipped, with the reason", async () => {
    expect(await twice("skip", 2)).toEqual(["queued", "skipped", "skipped"]);
    const [line] = await lines("recurring.run_skipped");
    expect(line?.data.why).toContain("was not over yet");
  });

  it("or one queued behind it, and no second one", async () => {
    expect(await twice("queue", 2)).toEqual(["queued", "waiting", "skipped"]);
  });
});

describe("the clock", () => {
  it("set forward and right again runs no instant twice and stalls nothing", async () => {
    const { id } = await taskOf(company, { cron_expr: "*/15 * * * *" });
    await dueSince(world, id, "2026-06-10T12:00:00Z");
    await enqueueAt("2026-06-10T12:00:10Z");
    await enqueueAt("2026-06-10T14:00:30Z");
    await enqueueAt("2026-06-10T12:01:10Z");
    expect(await nextOf(id)).toBe("2026-06-10T12:15:00.000Z");
    await world.admin.query("update recurring_task_runs set state = 'finished' where recurring_id = $1", [id]);
    for (const time of ["12:15:10", "12:30:10", "14:00:10"]) await enqueueAt(`2026-06-10T${time}Z`);
    const instants = (await runsOf(world, id)).map(({ scheduled_for }) => String(scheduled_for));
    expect(new Set(instants).size).toBe(instants.length);
    expect(await nextOf(id)).toBe("2026-06-10T14:15:00.000Z");
  });

  it("set back runs again from its own time, and no instant twice", async () => {
    const { id } = await taskOf(company, { cron_expr: "*/15 * * * *" });
    await dueSince(world, id, "2026-06-10T12:00:00Z");
    await enqueueAt("2026-06-10T12:00:10Z");
    await enqueueAt("2026-06-10T10:00:10Z");
    expect(await nextOf(id)).toBe("2026-06-10T10:15:00.000Z");
    await world.admin.query("update recurring_task_runs set state = 'finished' where recurring_id = $1", [id]);
    await enqueueAt("2026-06-10T12:00:20Z");
    expect(
      (await runsOf(world, id)).filter(({ scheduled_for }) => String(scheduled_for).includes("12:00:00")),
    ).toHaveLength(1);
  });
});

it("a new zone counts from now on, and a run that waits keeps its key", async () => {
  const task = await taskOf(company, { cron_expr: "0 9 * * *", overlap: "queue" });
  await dueSince(world, task.id, "2026-06-10T09:00:00Z");
  await enqueueAt("2026-06-10T09:00:05Z");
  const [{ run_key } = { run_key: "" }] = await runsOf(world, task.id);
  const { owner, projectId } = company;
  const of = { projectId, recurringId: task.id, revision: 1, timezone: "America/New_York" };
  const changed = await changeRecurring(at(owner, NOW), of);
  expect(changed.revision).toBe(2);
  expect(new Date(changed.next_run_at ?? 0)).toEqual(new Date("2026-06-10T13:00:00.000Z"));
  expect(await runsOf(world, task.id)).toMatchObject([{ run_key, state: "queued" }]);
});

describe("schedulers side by side", () => {
  it("three of them and one that is killed before it commits make each instant of 1,030 tasks one run", async () => {
    const tasks = [];
    for (let index = 0; index < 30; index++) tasks.push(await taskOf(company, { missed_policy: "run_all" }));
    for (const { id } of tasks) await dueSince(world, id, before(3));
    await world.admin.query(
      `insert into project_recurring_tasks (workspace_id, project_id, task_key, title, cron_expr, timezone, job_type, next_run_at, planned_at)
       select $1, $2, 'many_' || n, 'Many', '0 * * * *', 'UTC', 'nightshift.cycle_project', $3, $3 from generate_series(1, 1000) n`,
      [company.workspaceId, company.projectId, before(0.5)],
    );
    // Other companies of this file have nothing to do.
    await world.admin.query("update project_recurring_tasks set enabled = false where workspace_id <> $1", [
      company.workspaceId,
    ]);
    const args = ["--import", "tsx", "tests/support/claim-child.ts", company.workspaceId];
    const child = spawn(process.execPath, args, { env: { ...process.env }, stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout, "data");
    const system = { ...world.system(), now: () => new Date(NOW) };
    await Promise.all([1, 2, 3].map(() => runDueTasks(system)));
    const held = await world.admin.query("select from recurring_task_runs where workspace_id = $1", [
      company.workspaceId,
    ]);
    expect(held.rowCount).toBeGreaterThan(0);
    expect(held.rowCount).toBeLessThan(1_120);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    const countRuns = async (): Promise<number | null> => {
      await Promise.all([1, 2, 3].map(() => runDueTasks(system)));
      return (await world.admin.query("select from recurring_task_runs where workspace_id = $1", [company.workspaceId]))
        .rowCount;
    };
    // The killed one's rows are free once its connection has ended.
    await expect.poll(countRuns, { timeout: 60_000 }).toBe(30 * 4 + 1_000);
    const { rows } = await world.admin.query(
      "select count(distinct (recurring_id, scheduled_for))::int as instants, count(*)::int as runs from recurring_task_runs where workspace_id = $1",
      [company.workspaceId],
    );
    expect(rows[0]).toEqual({ instants: 1_120, runs: 1_120 });
    expect(await jobsOf()).toHaveLength(1_030);
    expect(await lines("recurring.run_enqueued")).toHaveLength(1_120);
  });

  it("a frozen workspace waits, and the others do not wait for it", async () => {
    const other = await world.company();
    await withoutNightly(world, other);
    const [frozen, running] = [await taskOf(company), await taskOf(other)];
    for (const { id } of [frozen, running]) await dueSince(world, id, before(0.5));
    await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'test' where id = $1", [
      company.workspaceId,
    ]);
    await runDueTasks({ ...world.system(), now: () => new Date(NOW) });
    expect(await runsOf(world, frozen.id)).toEqual([]);
    expect(await runsOf(world, running.id)).toHaveLength(1);
  });
});
