import { afterAll, beforeAll, expect, test } from "vitest";
import { listPlans } from "@/lib/metering/spending/list-plans";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { ListPlansQuery } from "@/lib/metering/spending/schemas";
import { createGovernanceWorld, type GovernanceWorld } from "../../operations/governance/governance-world";
import { webhookOf } from "../events/event-factory";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const list = (query: object = {}) => listPlans(world.superAdmin(), ListPlansQuery.parse(query));

test("every workspace with its plan and what it spent, newest first, page by page; and the plans there are", async () => {
  const [older, newer] = [await world.company("Babbage one"), await world.company("Babbage two")];
  await recordCosts(webhookOf(older), [
    { provider: "openai", model: "gpt-4o", cost_usd: 1.5 },
    { provider: "acme", model: "writer", tokens_in: 1, tokens_out: 1 },
  ]);
  const first = await list({ query: "babbage", limit: 1 });
  expect(first.data).toMatchObject([{ workspace_id: newer.workspaceId, plan: "free", limit: 5, current_spend: 0 }]);
  const second = await list({ query: "babbage", limit: 1, cursor: first.next_cursor });
  expect(second.data).toMatchObject([
    { workspace_id: older.workspaceId, current_spend: 1.5, unpriced_calls: 1, unpriced_limit: 2_000 },
  ]);
  expect(first.plans).toEqual([
    { plan: "free", limit: 5, unpriced_limit: 2_000 },
    { plan: "starter", limit: 50, unpriced_limit: 20_000 },
    { plan: "pro", limit: 250, unpriced_limit: 100_000 },
    { plan: "enterprise", limit: null, unpriced_limit: null },
  ]);
});

test("a search looks into name, slug and id; a sign of the pattern is a letter", async () => {
  const company = await world.company("100% Engines");
  for (const query of ["100% eng", company.workspaceId])
    expect((await list({ query })).data.map(({ workspace_id }) => workspace_id)).toEqual([company.workspaceId]);
  expect((await list({ query: "1%0" })).data).toEqual([]);
});

test("only administrators may", async () => {
  const { founder } = await world.company();
  await expect(listPlans({ ...founder, superAdmin: true }, ListPlansQuery.parse({}))).rejects.toMatchObject({
    kind: "forbidden",
  });
});
