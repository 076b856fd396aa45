import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { listModelPrices } from "@/lib/metering/spending/list-model-prices";
import { SetModelPrice } from "@/lib/metering/spending/schemas";
import { setModelPrice } from "@/lib/metering/spending/set-model-price";
import { openAiModel } from "@/lib/providers/llm/openai/provider";
import { createGovernanceWorld, type GovernanceWorld } from "../../operations/governance/governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterEach(() => world.admin.query("delete from private.model_prices"));
afterAll(() => world.close());

const set = (more: object) => setModelPrice(world.superAdmin(), SetModelPrice.parse({ model: "own-model", ...more }));
const own = openAiModel({ apiKey: undefined, baseUrl: "http://127.0.0.1:9/v1", defaultModel: "own-model" });
test("the operator's prices, what the configured model costs, and where other prices come from", async () => {
  expect((await listModelPrices(world.superAdmin(), own)).configured.price).toBeNull();
  await set({ input: 0.5, output: 2 });
  const { data, configured, list } = await listModelPrices(world.superAdmin(), own);
  expect(data).toMatchObject([{ model: "own-model", input: 0.5, output: 2, by: "page", set_by: "user_admin_one" }]);
  expect(configured).toEqual({
    provider: "openai-compatible",
    model: "own-model",
    price: { input: 0.5, output: 2, by: "operator" },
  });
  expect(list).toMatchObject({ name: "genai-prices", licence: "MIT", date: "2026-09-23" });
});

test("only administrators may", async () => {
  const { founder } = await world.company();
  await expect(listModelPrices({ ...founder, superAdmin: true })).rejects.toMatchObject({ kind: "forbidden" });
});
