import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseCall } from "@/lib/metering/llm-gateway/lease-call";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, usageOf } from "../spending/budget-world";
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

const model = anthropicModel({ apiKey: "k", defaultModel: undefined });
const messages = [{ role: "user" as const, content: "Grüße" }];

test("the input counts as its bytes and what surrounds it at the dearest rate for input, the output as all there is room for", async () => {
  const call = await leaseCall(
    webhookOf(company),
    { request: { messages, model: " Auto ", max_tokens: 9, max_completion_tokens: 1_000 }, campaignId: null },
    model,
  );
  expect(call).toMatchObject({
    price: { by: "list" },
    asked: { model: "claude-haiku-4-5", maxTokens: 1_000 },
    most: { in: 7 + 32, out: 1_000 },
  });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.005078 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased", leased: 0.005078 }]);
});

test("nothing is set aside for a campaign that is no uuid, nor for a viewer", async () => {
  const call = { request: { messages }, campaignId: "x" };
  await expect(leaseCall(webhookOf(company), call, model)).rejects.toMatchObject({ code: "campaign_id.invalid" });
  await expect(leaseCall(company.viewer, call, model)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await usageOf(world, company)).toEqual([]);
});
