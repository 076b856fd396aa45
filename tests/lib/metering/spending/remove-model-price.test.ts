import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { listModelPrices } from "@/lib/metering/spending/list-model-prices";
import { removeModelPrice } from "@/lib/metering/spending/remove-model-price";
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
test("a price that is taken back leaves the model without one; one that was never set is 404", async () => {
  await set({ input: 1, output: 1 });
  await removeModelPrice(world.superAdmin(), { model: "own-model" });
  expect((await listModelPrices(world.superAdmin(), own)).configured.price).toBeNull();
  await expect(removeModelPrice(world.superAdmin(), { model: "own-model" })).rejects.toMatchObject({
    code: "model_price.not_found",
  });
});

test("only administrators may", async () => {
  const { founder } = await world.company();
  await expect(removeModelPrice({ ...founder, superAdmin: true }, { model: "m" })).rejects.toMatchObject({
    kind: "forbidden",
  });
});
