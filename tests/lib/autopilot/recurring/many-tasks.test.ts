import { afterAll, beforeAll, expect, test } from "vitest";
import { selectDueWorkspaces, takeDue } from "@/lib/autopilot/recurring/store-schedule";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const TASKS = 10_000;
const DUE = 20;

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

/** The pages of 8 kB that a statement reads: what it costs on every machine. */
async function pagesRead(statement: string): Promise<number> {
  const { rows } = await world.admin.query<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
    `explain (analyze, buffers, format json) ${statement}`,
  );
  const plan = rows[0]?.["QUERY PLAN"][0].Plan ?? {};
  return (plan["Shared Hit Blocks"] ?? Number.NaN) + (plan["Shared Read Blocks"] ?? Number.NaN);
}

test("of 10,000 tasks the 20 that are due are found without reading the others", async () => {
  expect(await withServiceTransaction(world.system(), selectDueWorkspaces)).toEqual([company.workspaceId]);
  expect(await withTransaction(company.job, (tx) => takeDue(tx, 200))).toHaveLength(DUE);
  const all = await pagesRead("select * from project_recurring_tasks");
  const due = await pagesRead("select * from project_recurring_tasks where enabled and next_run_at <= now()");
  expect(due).toBeLessThan(all / 5);
});
