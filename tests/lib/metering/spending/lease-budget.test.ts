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

test("what costs nothing is allowed even when the budget is spent", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 6)",
    [company.workspaceId],
  );
  const free = { provider: "offline planner", model: "offline planner", tokens: { in: 5_000, out: 5_000 } };
  await expect(leaseBudget(webhookOf(company), free)).resolves.toMatchObject({ leaseId: expect.any(String) });
  await expect(leaseBudget(webhookOf(company), TEN_CENTS)).rejects.toMatchObject({ code: "budget.exceeded" });
});

test("a model nobody priced is leased at the dearest price known", async () => {
  await leaseBudget(webhookOf(company), { provider: "openai", model: "gpt-99", tokens: { in: 1_000, out: 1_000 } });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.09 });
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
