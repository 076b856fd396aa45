import { afterAll, beforeAll, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { listCosts } from "@/lib/metering/spending/list-costs";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { TEN_CENTS } from "./budget-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("costs are listed newest first, page by page, with unpriced calls and without calls under way", async () => {
  for (let index = 0; index < 5; index += 1) {
    const model = index === 4 ? "nobody-priced-this" : "gpt-4o-mini";
    await recordCosts(webhookOf(company), [{ provider: "openai", model, tokens_in: index, tokens_out: 0 }]);
  }
  await leaseBudget(webhookOf(company), TEN_CENTS);
  const first = await listCosts(company.viewer, { limit: 3 });
  const second = await listCosts(company.viewer, { limit: 3, cursor: first.next_cursor ?? undefined });
  expect([...first.data, ...second.data].map(({ tokens_in }) => tokens_in)).toEqual([4, 3, 2, 1, 0]);
  expect(first.data[0]).toMatchObject({ model: "nobody-priced-this", cost_usd: null });
  expect(second.next_cursor).toBeNull();
});

test("another workspace's costs are not here", async () => {
  expect(await listCosts(company.stranger, { limit: 50 })).toEqual({ data: [], next_cursor: null });
});
