import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { reapLeases } from "@/lib/metering/spending/reap-leases";
import { releaseBudget } from "@/lib/metering/spending/release-budget";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, TEN_CENTS, usageOf } from "./budget-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
let leaseId: string;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  ({ leaseId } = await leaseBudget(webhookOf(company), TEN_CENTS));
});
afterAll(() => world.close());

test("a released lease costs nothing", async () => {
  await releaseBudget(webhookOf(company), { leaseId });
  await releaseBudget(webhookOf(company), { leaseId });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "released" }]);
});

test("one that turns out to have been refused gets back what the reaper charged", async () => {
  await reapLeases({ ...webhookOf(company), now: () => new Date(Date.now() + 11 * 60_000) });
  await releaseBudget(webhookOf(company), { leaseId });
  await releaseBudget(webhookOf(company), { leaseId });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "released", cost: null }]);
});

const unpricedCalls = async (of: Company): Promise<number | undefined> => {
  const { rows } = await world.admin.query<{ calls: number }>(
    "select unpriced_calls as calls from budget_ledger where workspace_id = $1",
    [of.workspaceId],
  );
  return rows[0]?.calls;
};

test("a call without a known price that generated nothing does not count by number", async () => {
  const asked = { provider: "openai-compatible", model: "own-model", tokens: { in: 1, out: 1 } };
  const unpriced = await world.company();
  const leases = [await leaseBudget(webhookOf(unpriced), asked), await leaseBudget(webhookOf(unpriced), asked)];
  await releaseBudget(webhookOf(unpriced), { leaseId: leases[0]?.leaseId ?? "" });
  await releaseBudget(webhookOf(unpriced), { leaseId: leases[0]?.leaseId ?? "" });
  expect(await unpricedCalls(unpriced)).toBe(1);
  await reapLeases({ ...webhookOf(unpriced), now: () => new Date(Date.now() + 11 * 60_000) });
  expect(await unpricedCalls(unpriced)).toBe(1);
  await releaseBudget(webhookOf(unpriced), { leaseId: leases[1]?.leaseId ?? "" });
  expect(await unpricedCalls(unpriced)).toBe(0);
});

test("another workspace's lease stays as it is, and a viewer may not", async () => {
  await releaseBudget(webhookOf(await world.company()), { leaseId });
  await expect(releaseBudget(company.viewer, { leaseId })).rejects.toMatchObject({ code: "permission.missing" });
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased" }]);
});
