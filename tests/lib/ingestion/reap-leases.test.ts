import { afterAll, beforeAll, expect, test } from "vitest";
import { leaseBudget } from "@/lib/ingestion/lease-budget";
import { reapAllLeases, reapLeases } from "@/lib/ingestion/reap-leases";
import { createTestWorld, type TestWorld } from "../../factories/test-world";
import { budgetOf, TEN_CENTS, usageOf } from "./budget-world";
import { webhookOf } from "./event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const later = () => new Date(Date.now() + 11 * 60_000);

test("the sweep gives back what was abandoned, in every workspace, and leaves calls under way alone", async () => {
  const [abandoned, busy] = [await world.company(), await world.company()];
  await leaseBudget(webhookOf(abandoned), TEN_CENTS);
  await leaseBudget({ ...webhookOf(busy), now: later }, TEN_CENTS);
  await Promise.all([1, 2, 3].map(() => reapAllLeases({ ...world.system(), now: later })));
  expect(await budgetOf(world, abandoned)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, abandoned)).toMatchObject([{ status: "released" }]);
  expect(await budgetOf(world, busy)).toEqual({ spent: 0, reserved: 0.1 });
});

test("a viewer may not, and another workspace reaps only its own", async () => {
  const company = await world.company();
  await leaseBudget(webhookOf(company), TEN_CENTS);
  await expect(reapLeases({ ...company.viewer, now: later })).rejects.toMatchObject({ code: "permission.missing" });
  await reapLeases({ ...webhookOf(await world.company()), now: later });
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased" }]);
});
