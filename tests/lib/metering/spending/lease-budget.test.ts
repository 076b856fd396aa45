import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, TEN_CENTS, usageOf } from "./budget-world";
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

test("a lease sets aside the most a call can cost", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  await leaseBudget(webhookOf(company), { ...TEN_CENTS, campaignId });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.1 });
  expect(await usageOf(world, company)).toMatchObject([
    { status: "leased", leased: 0.1, cost: null, campaign_id: campaignId },
  ]);
});

test("200 at once near the limit never exceed it, and use all of it", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 4)",
    [company.workspaceId],
  );
  const attempts = await Promise.allSettled(
    Array.from({ length: 200 }, () => leaseBudget(webhookOf(company), TEN_CENTS)),
  );
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  const refusals = attempts.flatMap((attempt) => (attempt.status === "rejected" ? [attempt.reason as unknown] : []));
  const refusal = { kind: "over_budget", code: "budget.exceeded", details: { current_spend: 4, limit: 5 } };
  expect(refusals).toEqual(refusals.map(() => expect.objectContaining(refusal)));
  expect(await budgetOf(world, company)).toEqual({ spent: 4, reserved: 1 });
  expect(await usageOf(world, company)).toHaveLength(10);
});

test("a free call is allowed even when the budget is spent", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 6)",
    [company.workspaceId],
  );
  const free = { provider: "offline planner", model: "offline planner", tokens: { in: 5_000, out: 5_000 } };
  await expect(leaseBudget(webhookOf(company), free)).resolves.toMatchObject({ leaseId: expect.any(String) });
  await expect(leaseBudget(webhookOf(company), TEN_CENTS)).rejects.toMatchObject({ code: "budget.exceeded" });
});

const OWN = { provider: "openai-compatible", model: "own-model", tokens: { in: 30_000, out: 30_000 } };

test("a call without a known price sets nothing aside and is limited by number, however many ask at once", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, unpriced_calls) values ($1, date_trunc('month', now() at time zone 'UTC'), 1990)",
    [company.workspaceId],
  );
  const attempts = await Promise.allSettled(Array.from({ length: 30 }, () => leaseBudget(webhookOf(company), OWN)));
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  await expect(leaseBudget(webhookOf(company), OWN)).rejects.toMatchObject({
    kind: "over_budget",
    code: "budget.unpriced_calls_exceeded",
    message: expect.stringContaining("2,000 calls of models without a known price") as unknown,
    details: { current_spend: 0, limit: 5, unpriced_calls: 2_000, unpriced_limit: 2_000 },
  });
  const { rows } = await world.admin.query<{ type: string }>("select type from notifications where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(rows).toEqual([{ type: "budget.unpriced_calls_used_up" }]);
  // Calls with a price continue.
  await expect(leaseBudget(webhookOf(company), TEN_CENTS)).resolves.toBeDefined();
});

test("70 calls of an own server's model leave the month's budget as it is", async () => {
  for (let index = 0; index < 70; index += 1) await leaseBudget(webhookOf(company), OWN);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, company)).toHaveLength(70);
});

test("an operator's price holds for the lease, also of a model that has none of its own", async () => {
  const set = (model: string) =>
    world.admin.query(
      "insert into private.model_prices (model, input, output, set_by) values ($1, 1, 2, 'user_admin')",
      [model],
    );
  try {
    await set("*");
    expect(await leaseBudget(webhookOf(company), OWN)).toMatchObject({ price: { by: "operator" } });
    expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.09 });
    await set("claude-haiku-4-5");
    await leaseBudget(webhookOf(company), TEN_CENTS);
    expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.13 });
  } finally {
    await world.admin.query("delete from private.model_prices");
  }
});

test("an enterprise plan has no limit, a single call over a plan's limit is refused at once", async () => {
  const huge = { ...TEN_CENTS, tokens: { in: 0, out: 10_000_000 } };
  await expect(leaseBudget(webhookOf(company), huge)).rejects.toMatchObject({
    code: "budget.exceeded",
    details: { current_spend: 0, limit: 5 },
  });
  await world.admin.query("update workspaces set plan = 'enterprise' where id = $1", [company.workspaceId]);
  await expect(leaseBudget(webhookOf(company), huge)).resolves.toBeDefined();
});

test("an abandoned lease is charged by the next one, not forgotten", async () => {
  const large = { ...TEN_CENTS, tokens: { in: 0, out: 400_000 } };
  await leaseBudget(webhookOf(company), large);
  const later = { ...webhookOf(company), now: () => new Date(Date.now() + 11 * 60_000) };
  await leaseBudget(later, large);
  expect((await usageOf(world, company)).map(({ status }) => status)).toEqual(["settled", "leased"]);
  expect(await budgetOf(world, company)).toEqual({ spent: 2, reserved: 2 });
  await expect(leaseBudget(later, large)).rejects.toMatchObject({ code: "budget.exceeded" });
});

test("another workspace's campaign is not here, and nothing is set aside", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const elsewhere = await world.company();
  await expect(leaseBudget(webhookOf(elsewhere), { ...TEN_CENTS, campaignId })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
  expect(await budgetOf(world, elsewhere)).toEqual({ spent: 0, reserved: 0 });
});

test("a viewer may not", async () => {
  await expect(leaseBudget(company.viewer, TEN_CENTS)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
});

test("when the usage row cannot be written, nothing is set aside", async () => {
  await world.admin.query("revoke insert on llm_usage from tenant_role");
  await expect(leaseBudget(webhookOf(company), TEN_CENTS)).rejects.toThrow();
  await world.admin.query("grant insert on llm_usage to tenant_role");
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
});
