import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import type { CostEvent } from "@/lib/metering/spending/schemas";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, usageOf } from "./budget-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const cost = (more: Partial<CostEvent> = {}): CostEvent => ({
  provider: "openai",
  model: "gpt-4o",
  cost_usd: 1,
  ...more,
});

test("a cost is stored, charged to the month, and says what is left", async () => {
  expect(await recordCosts(webhookOf(company), [cost(), cost({ cost_usd: 0.25 })])).toEqual({
    ok: true,
    inserted: 2,
    deduped: 0,
    cost_usd: 1.25,
    unpriced: 0,
    budget: { current_spend: 1.25, limit: 5, remaining: 3.75 },
  });
  expect(await budgetOf(world, company)).toEqual({ spent: 1.25, reserved: 0 });
});

test("a month that begins while a cost is stored splits nothing: it is charged to the month it is recorded in", async () => {
  let at = Date.UTC(2026, 9, 31, 23, 59, 59, 998);
  const ticking = { ...webhookOf(company), now: () => new Date((at += 1)) };
  await recordCosts(ticking, [cost()]);
  const drifts = await refreshRollups(world.system());
  expect(drifts.filter(({ workspace_id }) => workspace_id === company.workspaceId)).toEqual([]);
});

test("a test cost never stands for the real one with the same key", async () => {
  await recordCosts(webhookOf(company), [cost({ idempotency_key: "k", is_test: true })]);
  expect(await recordCosts(webhookOf(company), [cost({ idempotency_key: "k" })])).toMatchObject({
    inserted: 1,
    budget: { current_spend: 1 },
  });
});

test("an enterprise plan has no limit, and is told of none", async () => {
  await world.admin.query("update workspaces set plan = 'enterprise' where id = $1", [company.workspaceId]);
  const { budget } = await recordCosts(webhookOf(company), [cost({ cost_usd: 9_000 })]);
  expect(budget).toEqual({ current_spend: 9_000, limit: null, remaining: null });
  const { rows } = await world.admin.query("select from budget_alerts where workspace_id = $1", [company.workspaceId]);
  expect(rows).toEqual([]);
});

test("who may only read records nothing; a frozen workspace spends nothing", async () => {
  await expect(recordCosts(company.viewer, [cost()])).rejects.toMatchObject({ code: "permission.missing" });
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  await expect(recordCosts(webhookOf(company), [cost()])).rejects.toMatchObject({ code: "workspace.frozen" });
  expect(await usageOf(world, company)).toEqual([]);
});

test("a share of the budget that nobody can be told of is not spent", async () => {
  const attempt = world.withoutQueue(() => recordCosts(webhookOf(company), [cost({ cost_usd: 3 })]));
  await expect(attempt).rejects.toThrow();
  expect(await usageOf(world, company)).toEqual([]);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
});

test("a cost nobody can reckon, for want of a price or of the tokens, is unknown and not nothing", async () => {
  const receipt = await recordCosts(webhookOf(company), [
    cost({ cost_usd: undefined }),
    cost({ cost_usd: undefined, raw_usage: { words: 12 } }),
    cost({ cost_usd: undefined, model: "mystery", tokens_in: 0 }),
    cost({ cost_usd: undefined, raw_usage: { promptTokens: 1_000, completionTokens: 100 } }),
    cost({ cost_usd: 0 }),
  ]);
  expect(receipt).toMatchObject({ inserted: 5, unpriced: 3, cost_usd: 0.0035 });
  const costs = (await usageOf(world, company)).map((row) => row.cost);
  expect(costs.toSorted()).toEqual([0, 0.0035, null, null, null]);
});
