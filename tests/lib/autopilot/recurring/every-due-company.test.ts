import { afterAll, beforeAll, expect, test } from "vitest";
import { doRun } from "@/lib/autopilot/recurring/do-run";
import { runDueTasks } from "@/lib/autopilot/recurring/run-due-tasks";
import { CycleProject } from "@/lib/autopilot/nightshift/jobs";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../../factories/test-world";
import { at } from "./recurring-world";

const DUE = "2026-06-10T03:00:00Z";
const NOW = "2026-06-10T03:00:20Z";
const COMPANIES = 200;

let world: TestWorld;
let companies: Company[];
beforeAll(async () => {
  world = await createTestWorld();
  companies = [];
  for (let index = 0; index < 4; index += 1) companies.push(await world.company());
  for (const { workspaceId, projectId } of companies)
    await world.admin.query(
      `insert into projects (id, workspace_id, owner_clerk_id, name)
       select gen_random_uuid(), p.workspace_id, p.owner_clerk_id, 'Company ' || n from projects p, generate_series(2, $3) n
       where p.workspace_id = $1 and p.id = $2`,
      [workspaceId, projectId, COMPANIES / 4],
    );
});
afterAll(() => world.close());

test("the first nights of 200 companies are spread over an hour by their ids, before anything is changed about them", async () => {
  const { rows } = await world.admin.query<{ minute: number }>(
    `select split_part(cron_expr, ' ', 2)::int * 60 + split_part(cron_expr, ' ', 1)::int as minute from project_recurring_tasks
     where task_key = 'nightly_context_prioritization' and workspace_id = any($1)`,
    [companies.map(({ workspaceId }) => workspaceId)],
  );
  expect(rows).toHaveLength(COMPANIES);
  const perMinute = Map.groupBy(rows, ({ minute }) => minute);
  expect(Math.min(...perMinute.keys())).toBeGreaterThanOrEqual(150);
  expect(Math.max(...perMinute.keys())).toBeLessThan(210);
  // 200 by chance over 60 minutes: 58 of them are used, and none has more than a few.
  expect(perMinute.size).toBeGreaterThan(40);
  expect(Math.max(...[...perMinute.values()].map(({ length }) => length))).toBeLessThanOrEqual(20);
});

test("200 companies due in the same minute each get one night, whichever schedulers look, and a broken one holds up none", async () => {
  const { rows: due } = await world.admin.query<{ id: string }>(
    `update project_recurring_tasks set next_run_at = $1, planned_at = $1
     where task_key = 'nightly_context_prioritization' and workspace_id = any($2) returning id`,
    [DUE, companies.map(({ workspaceId }) => workspaceId)],
  );
  expect(due).toHaveLength(COMPANIES);
  const system = { ...world.system(), now: () => new Date(NOW) };
  await Promise.all([1, 2, 3].map(() => runDueTasks(system)));
  const { rows: runs } = await world.admin.query<{ id: string; workspace_id: string; recurring_id: string }>(
    "select id, workspace_id, recurring_id, state from recurring_task_runs where scheduled_for = $1 order by id",
    [DUE],
  );
  expect(runs).toHaveLength(COMPANIES);
  expect(new Set(runs.map(({ recurring_id }) => recurring_id)).size).toBe(COMPANIES);

  const [broken, ...others] = runs;
  await world.admin.query("update project_recurring_tasks set enabled = false where id = $1", [broken?.recurring_id]);
  for (const { id: runId, workspace_id } of runs) {
    const company = companies.find(({ workspaceId }) => workspaceId === workspace_id);
    if (company) await doRun(at(jobCtx(company.owner), NOW), { runId });
  }
  const jobs = await Promise.all(companies.map(({ workspaceId }) => world.jobs(workspaceId)));
  const nights = jobs.flat().filter(({ name }) => name === CycleProject.name);
  expect(nights.map(({ data }) => data.recurringRunId).toSorted()).toEqual(others.map(({ id }) => id).toSorted());
  const { rows: next } = await world.admin.query<{ late: number }>(
    "select count(*)::int as late from project_recurring_tasks where enabled and next_run_at <= $1",
    [NOW],
  );
  expect(next).toEqual([{ late: 0 }]);
});
