import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { reapLeases } from "@/lib/metering/spending/reap-leases";
import { settleBudget } from "@/lib/metering/spending/settle-budget";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, listPrice, TEN_CENTS, usageOf } from "./budget-world";
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

const used = (tokens = { in: 1_000, out: 1_000 }, model = "claude-haiku-4-5-20251001") => ({
  leaseId,
  price: listPrice("anthropic", "claude-haiku-4-5"),
  model,
  tokens,
});

test("a settled lease costs what the call cost, once, however often it is settled", async () => {
  expect(await settleBudget(webhookOf(company), used())).toEqual({ costUsd: 0.006 });
  await Promise.all(Array.from({ length: 5 }, () => settleBudget(webhookOf(company), used())));
  expect(await budgetOf(world, company)).toEqual({ spent: 0.006, reserved: 0 });
  expect(await usageOf(world, company)).toMatchObject([
    { status: "settled", cost: 0.006, tokens_in: 1_000, tokens_out: 1_000 },
  ]);
});

test("a call is settled by the price of its lease, whatever the model calls itself that answered", async () => {
  expect(await settleBudget(webhookOf(company), used(undefined, "gpt-4"))).toEqual({ costUsd: 0.006 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost: 0.006, model: "gpt-4" }]);
});

test("a call without a known price is stored with an unknown cost, takes nothing, and its founders are warned once a month", async () => {
  const unpriced = await world.company();
  for (let index = 0; index < 2; index += 1) {
    const asked = { provider: "openai-compatible", model: "own-model", tokens: { in: 1_000, out: 1_000 } };
    const lease = await leaseBudget(webhookOf(unpriced), asked);
    expect(lease.price).toBeNull();
    const settled = await settleBudget(webhookOf(unpriced), { ...lease, ...asked, tokens: { in: 50_000, out: 9 } });
    expect(settled).toEqual({ costUsd: null });
  }
  expect(await usageOf(world, unpriced)).toMatchObject([{ status: "settled", cost: null }, { cost: null }]);
  expect(await budgetOf(world, unpriced)).toEqual({ spent: 0, reserved: 0 });
  const { rows } = await world.admin.query<{ title: string }>(
    "select title from notifications where workspace_id = $1",
    [unpriced.workspaceId],
  );
  expect(rows).toEqual([{ title: expect.stringContaining("own-model") as unknown }]);
  const drifts = await refreshRollups(world.system());
  expect(drifts.filter(({ workspace_id }) => workspace_id === unpriced.workspaceId)).toEqual([]);
});

test("a call that comes back after its lease was reaped is charged what it cost instead, once", async () => {
  const reap = () => reapLeases({ ...webhookOf(company), now: () => new Date(Date.now() + 11 * 60_000) });
  await reap();
  expect(await budgetOf(world, company)).toEqual({ spent: 0.1, reserved: 0 });
  await Promise.all([1, 2, 3].map(() => settleBudget(webhookOf(company), used())));
  await reap();
  expect(await budgetOf(world, company)).toEqual({ spent: 0.006, reserved: 0 });
  const { rows } = await world.admin.query(
    "select sum(calls)::int as calls, sum(tokens_out)::int as out, sum(cost_usd)::float8 as cost from daily_costs where workspace_id = $1",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ calls: 1, out: 1_000, cost: 0.006 }]);
});

test("another workspace's lease stays as it is", async () => {
  const elsewhere = await world.company();
  await settleBudget(webhookOf(elsewhere), used());
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased" }]);
  expect(await budgetOf(world, elsewhere)).toEqual({ spent: 0, reserved: 0 });
});

test("a viewer may not", async () => {
  await expect(settleBudget(company.viewer, used())).rejects.toMatchObject({ code: "permission.missing" });
});

test("when the budget cannot be charged, the lease stays open", async () => {
  await world.admin.query("revoke update on budget_ledger from tenant_role");
  await expect(settleBudget(webhookOf(company), used())).rejects.toThrow();
  await world.admin.query("grant update on budget_ledger to tenant_role");
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased" }]);
});
