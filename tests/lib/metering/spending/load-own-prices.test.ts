import { afterAll, beforeAll, expect, test } from "vitest";
import { loadOwnPrices } from "@/lib/metering/spending/load-own-prices";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a workspace reads what administrators set, and may not set it", async () => {
  await world.admin.query(
    "insert into private.model_prices (model, input, output, cache_write, set_by) values ('own-model', 0.2, 0.6, 0.25, 'user_admin')",
  );
  const { owner } = await world.company();
  expect([...(await withReadTransaction(owner, loadOwnPrices))]).toEqual([
    ["own-model", { input: 0.2, output: 0.6, cache_write: 0.25 }],
  ]);
  await world.admin.query("begin");
  await world.admin.query("set local role tenant_role");
  await expect(world.admin.query("update private.model_prices set input = 0")).rejects.toMatchObject({ code: "42501" });
  await world.admin.query("rollback");
});
