import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { getBudget } from "@/lib/metering/spending/get-budget";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("members see the plan, its limits and what is spent of the month; others do not", async () => {
  const company = await world.company();
  await recordCosts(webhookOf(company), [
    { provider: "openai", model: "gpt-4o", cost_usd: 1.5 },
    { provider: "acme", model: "writer", tokens_in: 1, tokens_out: 1 },
  ]);
  expect(await getBudget(company.viewer)).toEqual({
    plan: "free",
    month: `${new Date().toISOString().slice(0, 7)}-01`,
    limit: 5,
    current_spend: 1.5,
    reserved: 0,
    unpriced_calls: 1,
    unpriced_limit: 2_000,
  });
  await expect(getBudget(webhookOf(company))).rejects.toMatchObject({ code: "permission.missing" });
});
