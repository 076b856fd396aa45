import { afterAll, beforeAll, expect, test } from "vitest";
import { addNightlyTask } from "@/lib/autopilot/recurring/add-nightly-task";
import { withTransaction } from "@/lib/platform/transaction";
import { watchStates } from "../../../factories/state-changes";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const nightly = async ({ projectId }: Company): Promise<number | null> =>
  (
    await world.admin.query(
      "select from project_recurring_tasks where project_id = $1 and task_key = 'nightly_context_prioritization'",
      [projectId],
    )
  ).rowCount;
const add = ({ job, projectId }: Company): Promise<void> =>
  withTransaction(job, (tx) => addNightlyTask(tx, { projectId }));

test("a company without its nightly task gets it back; one that has it keeps its one", async () => {
  const company = await world.company();
  await add(company);
  expect(await nightly(company)).toBe(1);
  await world.admin.query("delete from project_recurring_tasks where project_id = $1", [company.projectId]);
  await add(company);
  expect(await nightly(company)).toBe(1);
});

test("a new company's nightly task has its line in the commit that made both, and so has one that it gets back", async () => {
  const seen = await watchStates(world, {
    table: "project_recurring_tasks",
    id: "r.id::text",
    state: "case when r.enabled then 'enabled' else 'paused' end",
    tells: "e.event_type like 'recurring.%' and e.data ->> 'recurring_id' = c.id",
  });
  const company = await world.company();
  await world.admin.query("delete from project_recurring_tasks where project_id = $1", [company.projectId]);
  await add(company);
  await add(company);
  expect(await seen()).toEqual({ "new to enabled": ["recurring.created"] });
  const lines = (await world.ledger(company.workspaceId)).filter(
    ({ event_type }) => event_type === "recurring.created",
  );
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatchObject({
    message: "The recurring task “Nightly look at the company” was added.",
    actor_type: "job",
    data: { cron_expr: expect.stringMatching(/^\d+ [23] \* \* \*$/), timezone: "UTC" },
  });
});
