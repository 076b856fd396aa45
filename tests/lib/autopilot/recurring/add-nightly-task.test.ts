import { afterAll, beforeAll, expect, test } from "vitest";
import { addNightlyTask } from "@/lib/autopilot/recurring/add-nightly-task";
import { withTransaction } from "@/lib/platform/transaction";
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
