import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookOf } from "../../metering/events/event-factory";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { SetPlan } from "@/lib/operations/governance/schemas";
import { setPlan } from "@/lib/operations/governance/set-plan";
import type { Company } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const set = ({ workspaceId: workspace_id }: Company, plan: string, reason?: string) =>
  setPlan(world.superAdmin(), SetPlan.parse({ workspace_id, plan, ...(reason && { reason }) }));
const spend = (company: Company, cost_usd: number) =>
  recordCosts(webhookOf(company), [{ provider: "openai", model: "gpt-4o", cost_usd }]);
const planOf = async ({ workspaceId }: Company): Promise<unknown> =>
  (await world.admin.query("select plan from workspaces where id = $1", [workspaceId])).rows;

test("a plan is set in one commit with its ledger line and its audit line, and holds from the next call on", async () => {
  const company = await world.company();
  await expect(spend(company, 20)).rejects.toMatchObject({ code: "budget.exceeded" });
  expect(await set(company, "starter", "paid by invoice")).toMatchObject({
    workspace_id: company.workspaceId,
    plan: "starter",
    limit: 50,
  });
  expect((await spend(company, 20)).budget).toMatchObject({ limit: 50, remaining: 30 });
  expect(
    (await world.ledger(company.workspaceId)).map(({ event_type, message }) => ({ event_type, message })),
  ).toContainEqual({
    event_type: "budget.plan_set",
    message: "An administrator changed the plan from free to starter: models may cost $50 a month.",
  });
  expect(await world.audit(company)).toMatchObject([
    { action: "plan.set", actor_id: "user_admin_one", reason: "paid by invoice" },
  ]);
});

test("the same plan again writes nothing; a frozen workspace's plan can be set", async () => {
  const company = await world.company();
  await set(company, "free");
  expect(await world.audit(company)).toEqual([]);
  await world.freeze(company, "spam");
  await set(company, "pro");
  expect(await planOf(company)).toEqual([{ plan: "pro" }]);
});

test("shares of the new limit are announced, although those of the old one were", async () => {
  const company = await world.company();
  await spend(company, 5);
  await set(company, "starter");
  await spend(company, 21);
  const { rows } = await world.admin.query<{ title: string }>(
    "select title from notifications where workspace_id = $1 order by created_at",
    [company.workspaceId],
  );
  expect(rows.map(({ title }) => title)).toEqual([
    "The month's model budget of $5.00 is used up",
    "50 % of the month's model budget is used: $26.00 of $50.00",
  ]);
});

test("a workspace that is not there is 404, an unknown plan is refused, and only administrators may", async () => {
  const company = await world.company();
  await expect(set({ ...company, workspaceId: "00000000-0000-4000-8000-000000000000" }, "pro")).rejects.toMatchObject({
    code: "workspace.not_found",
  });
  expect(() => SetPlan.parse({ workspace_id: company.workspaceId, plan: "gold" })).toThrow("must be free, starter");
  const founder = { ...company.founder, superAdmin: true } as const;
  await expect(setPlan(founder, { workspace_id: company.workspaceId, plan: "pro" })).rejects.toMatchObject({
    kind: "forbidden",
  });
  expect(await planOf(company)).toEqual([{ plan: "free" }]);
});
