import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { leaseBudget } from "@/lib/metering/spending/lease-budget";
import { SetModelPrice } from "@/lib/metering/spending/schemas";
import { setModelPrice } from "@/lib/metering/spending/set-model-price";
import { openAiModel } from "@/lib/providers/llm/openai/provider";
import { createGovernanceWorld, type GovernanceWorld } from "../../operations/governance/governance-world";
import { webhookOf } from "../events/event-factory";
import { budgetOf } from "./budget-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterEach(() => world.admin.query("delete from private.model_prices"));
afterAll(() => world.close());

const set = (more: object) => setModelPrice(world.superAdmin(), SetModelPrice.parse({ model: "own-model", ...more }));
const own = openAiModel({ apiKey: undefined, baseUrl: "http://127.0.0.1:9/v1", defaultModel: "own-model" });
const auditLines = async (): Promise<unknown[]> =>
  (
    await world.admin.query(
      "select action, actor_id, target_id from governance_audit_log where action like 'model_price.%' order by seq",
    )
  ).rows;

test("a price holds from the next call on, another one replaces it, and each is in the audit log", async () => {
  const company = await world.company();
  const lease = () =>
    leaseBudget(webhookOf(company), { provider: own.provider, model: "own-model", tokens: { in: 0, out: 100_000 } });
  await lease();
  await set({ input: 0.5, output: 1 });
  await lease();
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.1 });
  await set({ model: " Own-Model", input: 0.5, output: 2 });
  await lease();
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0.3 });
  const line = { action: "model_price.set", actor_id: "user_admin_one", target_id: "own-model" };
  expect(await auditLines()).toEqual([line, line]);
});

test.each([
  [{ input: -1, output: 1 }, "may not be negative"],
  [{ input: 1 }, "must be a number"],
  [{ input: 1, output: 10_001 }, "is more than"],
  [{ model: " ", input: 1, output: 1 }, "is required"],
])("%j is refused", (price, sentence) => {
  expect(() => SetModelPrice.parse({ model: "m", ...price })).toThrow(sentence);
});

test("only administrators may", async () => {
  const { founder } = await world.company();
  const stranger = { ...founder, superAdmin: true } as const;
  const refused = { kind: "forbidden" };
  await expect(setModelPrice(stranger, { model: "m", input: 1, output: 1 })).rejects.toMatchObject(refused);
});
