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
    budget: { current_spend: 1.25, limit: 5, remaining: 3.75, unpriced_calls: 0, unpriced_limit: 2_000 },
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
  expect(budget).toEqual({
    current_spend: 9_000,
    limit: null,
    remaining: null,
    unpriced_calls: 0,
    unpriced_limit: null,
  });
  const { rows } = await world.admin.query("select from budget_alerts where workspace_id = $1", [company.workspaceId]);
  expect(rows).toEqual([]);
});

test("a viewer records nothing; a frozen workspace spends nothing", async () => {
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

test("without a price or without the tokens a cost is unknown and not zero", async () => {
  const receipt = await recordCosts(webhookOf(company), [
    cost({ cost_usd: undefined }),
    cost({ cost_usd: undefined, raw_usage: { words: 12 } }),
    cost({ cost_usd: undefined, model: "mystery", tokens_in: 0 }),
    cost({ cost_usd: undefined, raw_usage: { promptTokens: 1_000, completionTokens: 100 } }),
    cost({ cost_usd: 0 }),
  ]);
  expect(receipt).toMatchObject({ inserted: 5, unpriced: 3, cost_usd: 0.0035, budget: { unpriced_calls: 3 } });
  const costs = (await usageOf(world, company)).map((row) => row.cost);
  expect(costs.toSorted()).toEqual([0, 0.0035, null, null, null]);
});

test("reported calls without a known price are limited by number, all of a request or none", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, unpriced_calls) values ($1, date_trunc('month', now() at time zone 'UTC'), 1999)",
    [company.workspaceId],
  );
  const unknown = cost({ model: "mystery", cost_usd: undefined, tokens_in: 1, tokens_out: 1 });
  await expect(recordCosts(webhookOf(company), [unknown, unknown])).rejects.toMatchObject({
    code: "budget.unpriced_calls_exceeded",
  });
  expect(await usageOf(world, company)).toEqual([]);
  await recordCosts(webhookOf(company), [unknown, { ...unknown, is_test: true }]);
  expect(await usageOf(world, company)).toHaveLength(2);
});

const usage = { input_tokens: 5, cache_creation_input_tokens: 10_000, cache_read_input_tokens: 0, output_tokens: 200 };
const read = { ...usage, cache_creation_input_tokens: 0, cache_read_input_tokens: 200_000 };

test.each([
  ["Anthropic's cache writes", { raw_usage: usage }, { in: 10_005, out: 200, cost: 0.040515 }],
  ["Anthropic's cache reads", { raw_usage: read }, { in: 200_005, out: 200, cost: 0.063015 }],
  [
    "a cache beside the reported input",
    { tokens_in: 5, tokens_out: 200, raw_usage: usage },
    { in: 10_005, out: 200, cost: 0.040515 },
  ],
  [
    "Bedrock's cache",
    {
      provider: "bedrock",
      model: "anthropic.claude-sonnet-4",
      raw_usage: {
        inputTokens: 10,
        outputTokens: 20,
        cacheReadInputTokens: 300,
        cacheWriteInputTokens: 200,
        totalTokens: 530,
      },
    },
    { in: 510, out: 20, cost: 0.00117 },
  ],
  [
    "a proxy's sums",
    {
      model: "claude-opus-4-5",
      raw_usage: {
        prompt_tokens: 50_000,
        completion_tokens: 1_000,
        total_tokens: 51_000,
        cache_read_input_tokens: 30_000,
        cache_creation_input_tokens: 15_000,
        prompt_tokens_details: { cached_tokens: 30_000 },
      },
    },
    { in: 50_000, out: 1_000, cost: 0.15875 },
  ],
  [
    "Gemini's thoughts",
    {
      provider: "google",
      model: "gemini-2.5-pro",
      raw_usage: { promptTokenCount: 20, candidatesTokenCount: 300, thoughtsTokenCount: 700, totalTokenCount: 1_020 },
    },
    { in: 20, out: 1_000, cost: 0.010025 },
  ],
  [
    "a proxy's name of a model",
    { provider: "openai", model: "openai/GPT-4o-mini", tokens_in: 1_000_000, tokens_out: 0 },
    { in: 1_000_000, out: 0, cost: 0.15 },
  ],
])("%s are counted once, at the vendor's price", async (_, event, want) => {
  const named = { provider: "anthropic", model: "claude-sonnet-4" };
  await recordCosts(webhookOf(company), [cost({ cost_usd: undefined, ...named, ...event })]);
  const [row] = await usageOf(world, company);
  expect({ in: row?.tokens_in, out: row?.tokens_out, cost: row?.cost }).toEqual(want);
});
