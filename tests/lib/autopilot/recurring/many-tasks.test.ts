import { afterAll, beforeAll, expect, test } from "vitest";
import { selectDueWorkspaces, takeDue } from "@/lib/autopilot/recurring/store-schedule";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const TASKS = 10_000;
const DUE = 20;
const LIMIT_MS = 50;
const LOOKS = 10;

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await world.admin.query(
    `insert into project_recurring_tasks (workspace_id, project_id, task_key, title, cron_expr, timezone, job_type, next_run_at, planned_at)
     select $1, $2, 'many_' || n, 'Many', '0 * * * *', 'UTC', 'nightshift.cycle_project',
       now() + case when n <= $4 then interval '-1 minute' else n * interval '1 minute' + interval '1 hour' end, now()
     from generate_series(1, $3) n`,
    [company.workspaceId, company.projectId, TASKS, DUE],
  );
  await world.admin.query("analyze project_recurring_tasks");
});
afterAll(() => world.close());

/** The quickest of several looks: a busy machine makes some of them slow, and no look quicker than it is. */
async function quickest<T>(look: () => Promise<T>): Promise<{ ms: number; found: T }> {
  let ms = Infinity;
  let found = await look();
  for (let count = 0; count < LOOKS; count += 1) {
    const began = performance.now();
    found = await look();
    ms = Math.min(ms, performance.now() - began);
  }
  return { ms, found };
}

test("of 10,000 tasks the 20 that are due are found within 50 ms, by the index of what runs", async () => {
  const workspaces = await quickest(() => withServiceTransaction(world.system(), selectDueWorkspaces));
  expect(workspaces.found).toEqual([company.workspaceId]);
  expect(workspaces.ms).toBeLessThan(LIMIT_MS);
  const tasks = await quickest(() => withTransaction(company.job, (tx) => takeDue(tx, 200)));
  expect(tasks.found).toHaveLength(DUE);
  expect(tasks.ms).toBeLessThan(LIMIT_MS);
  const { rows } = await world.admin.query<{ "QUERY PLAN": string }>(
    "explain select id from project_recurring_tasks where enabled and next_run_at <= now()",
  );
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("project_recurring_tasks_due");
});
