import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { restartAlerts } from "@/lib/metering/spending/restart-alerts";
import { withTransaction } from "@/lib/platform/transaction";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("only shares that the new limit has not reached may be announced again", async () => {
  const company = await world.company();
  await recordCosts(webhookOf(company), [{ provider: "openai", model: "gpt-4o", cost_usd: 5 }]);
  const announced = async (): Promise<number[]> =>
    (
      await world.admin.query<{ threshold: number }>(
        "select threshold from budget_alerts where workspace_id = $1 order by threshold",
        [company.workspaceId],
      )
    ).rows.map(({ threshold }) => threshold);
  expect(await announced()).toEqual([50, 80, 100]);
  await withTransaction(company.job, restartAlerts);
  expect(await announced()).toEqual([50, 80, 100]);
  await world.admin.query("update workspaces set plan = 'enterprise' where id = $1", [company.workspaceId]);
  await withTransaction(company.job, restartAlerts);
  expect(await announced()).toEqual([]);
});
