import { afterAll, beforeAll, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { reapLeases } from "@/lib/metering/spending/reap-leases";
import { undoReaping } from "@/lib/metering/spending/undo-reaping";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { webhookOf } from "../events/event-factory";
import { budgetOf, TEN_CENTS, usageOf } from "./budget-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a reaped lease is a lease again, holds what it held, and is in no day's sum; one that was not reaped stays", async () => {
  const company = await world.company();
  const { leaseId } = await leaseBudget(webhookOf(company), TEN_CENTS);
  const undo = (): Promise<boolean> => withTransaction(company.job, (tx) => undoReaping(tx, leaseId));
  expect(await undo()).toBe(false);
  await reapLeases({ ...webhookOf(company), now: () => new Date(Date.now() + 11 * 60_000) });
  expect(await budgetOf(world, company)).toEqual({ spent: 0.1, reserved: 0 });
  expect(await undo()).toBe(true);
  expect(await undo()).toBe(false);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.1 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased", cost: null }]);
  const { rows } = await world.admin.query(
    "select calls::int, cost_usd::float8 as cost from daily_costs where workspace_id = $1",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ calls: 0, cost: 0 }]);
});
