import { afterAll, beforeAll, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { reapLeases } from "@/lib/metering/spending/reap-leases";
import { reapAllLeases } from "@/lib/metering/spending/reap-all-leases";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, TEN_CENTS, usageOf } from "./budget-world";
import { setTimeZone, webhookOf } from "../events/event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

async function dailyCostsOf({ workspaceId }: Company): Promise<unknown[]> {
  const { rows } = await world.admin.query(
    "select calls, unpriced_calls as unpriced, cost_usd::float8 as cost from daily_costs where workspace_id = $1 and calls > 0",
    [workspaceId],
  );
  return rows;
}

const later = () => new Date(Date.now() + 11 * 60_000);

test("the sweep charges what was abandoned as what it held, in every workspace, once, and leaves calls under way alone", async () => {
  const [abandoned, busy] = [await world.company(), await world.company()];
  await leaseBudget(webhookOf(abandoned), TEN_CENTS);
  await leaseBudget({ ...webhookOf(busy), now: later }, TEN_CENTS);
  await Promise.all([1, 2, 3].map(() => reapAllLeases({ ...world.system(), now: later })));
  expect(await budgetOf(world, abandoned)).toEqual({ spent: 0.1, reserved: 0 });
  expect(await usageOf(world, abandoned)).toMatchObject([{ status: "settled", cost: 0.1 }]);
  expect(await dailyCostsOf(abandoned)).toEqual([{ calls: 1, unpriced: 0, cost: 0.1 }]);
  expect(await budgetOf(world, busy)).toEqual({ spent: 0, reserved: 0.1 });
});

test("a failure in one workspace does not stop the others", async () => {
  const [broken, fine] = [await world.company(), await world.company()];
  for (const company of [broken, fine]) await leaseBudget(webhookOf(company), TEN_CENTS);
  await setTimeZone(world, broken, "Mars/Olympus_Mons");
  await setTimeZone(world, fine, "Europe/Berlin");
  await reapAllLeases({ ...world.system(), now: later });
  expect(await budgetOf(world, fine)).toEqual({ spent: 0.1, reserved: 0 });
  expect(await budgetOf(world, broken)).toEqual({ spent: 0, reserved: 0.1 });
});

test("of a call without a known price the cost stays unknown; neither it nor a free one is charged", async () => {
  const company = await world.company();
  await leaseBudget(webhookOf(company), { provider: "openai", model: "gpt-99", tokens: { in: 1_000, out: 1_000 } });
  await leaseBudget(webhookOf(company), { ...TEN_CENTS, provider: "offline planner", model: "offline planner" });
  await reapLeases({ ...webhookOf(company), now: later });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, company)).toMatchObject([
    { status: "settled", cost: null },
    { status: "released", cost: null },
  ]);
  expect(await dailyCostsOf(company)).toEqual([{ calls: 1, unpriced: 1, cost: 0 }]);
});

test("abandoned calls that fill the budget are announced", async () => {
  const company = await world.company();
  await leaseBudget(webhookOf(company), { ...TEN_CENTS, tokens: { in: 0, out: 900_000 } });
  await reapLeases({ ...webhookOf(company), now: later });
  const { rows } = await world.admin.query("select threshold from budget_alerts where workspace_id = $1 order by 1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([{ threshold: 50 }, { threshold: 80 }]);
});

test("a viewer may not, and another workspace reaps only its own", async () => {
  const company = await world.company();
  await leaseBudget(webhookOf(company), TEN_CENTS);
  await expect(reapLeases({ ...company.viewer, now: later })).rejects.toMatchObject({ code: "permission.missing" });
  await reapLeases({ ...webhookOf(await world.company()), now: later });
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased" }]);
});
