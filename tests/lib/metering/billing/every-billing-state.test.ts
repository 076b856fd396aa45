import { afterAll, beforeAll, expect, test } from "vitest";
import { applyStanding } from "@/lib/metering/billing/apply-standing";
import type { Standing } from "@/lib/metering/billing/standing";
import { setPlan } from "@/lib/operations/governance/set-plan";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { PaidSubscription, SubscriptionStatus } from "@/lib/providers/payments/port";
import { watchStates, type Seen } from "../../../factories/state-changes";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../../outreach/email-world";

const ADMIN = { userId: "user_admin", email: "admin@example.com" };
let world: TestWorld;
let company: Company;
let seenStatus: () => Promise<Seen>;
let seenPlan: () => Promise<Seen>;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: ADMIN.userId });
  company = await world.company();
  seenStatus = await watchStates(world, {
    table: "subscriptions",
    id: "r.workspace_id::text",
    state: "coalesce(r.status, 'none')",
    tells: "e.workspace_id::text = c.id and e.event_type = 'billing.subscription_changed'",
  });
  seenPlan = await watchStates(world, {
    table: "workspaces",
    id: "r.id::text",
    state: "r.plan",
    tells: "e.workspace_id::text = c.id and e.event_type in ('billing.plan_changed', 'budget.plan_set')",
  });
});
afterAll(() => world.close());

const STATUSES = [
  "incomplete",
  "incomplete_expired",
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "canceled",
  "paused",
] as const satisfies readonly SubscriptionStatus[];
const SUBSCRIPTION: PaidSubscription = {
  id: "sub_1",
  status: "active",
  offer: "pro",
  itemId: "si_1",
  amountCents: 9900,
  currency: "usd",
  interval: "month",
  metadata: {},
  createdAt: new Date(0),
  trialEndsAt: null,
  periodEndsAt: null,
  cancelAt: null,
};
let number = 0;
/** A reading of the provider that finds the subscription so. */
async function read(status: SubscriptionStatus): Promise<void> {
  number += 1;
  const standing: Standing = {
    subscription: { ...SUBSCRIPTION, status },
    plan: status === "active" || status === "trialing" || status === "past_due" ? "pro" : "free",
    next: null,
    isPaid: status === "active",
    pastDueSince: null,
  };
  await withTransaction(company.job, (tx) => applyStanding(tx, { standing, number }));
}

test("each change of a subscription that its provider can report has exactly one line of the ledger in its own commit", async () => {
  // From each status to each later one and back again.
  for (const [index, from] of STATUSES.entries())
    for (const status of [...STATUSES.slice(index + 1).flatMap((to) => [from, to]), from]) await read(status);
  const seen = await seenStatus();
  const pairs = STATUSES.flatMap((from) => STATUSES.filter((to) => to !== from).map((to) => `${from} to ${to}`));
  expect(Object.keys(seen).toSorted()).toEqual([...pairs, "new to incomplete"].toSorted());
  expect(new Set(Object.values(seen).flat())).toEqual(new Set(["billing.subscription_changed"]));
});

test("so has each change of the plan, by a payment or by an administrator", async () => {
  const admin: AdminCtx = { ...world.system(), user: ADMIN, superAdmin: true };
  await read("canceled");
  for (const plan of ["enterprise", "starter", "starter", "free"] as const)
    await setPlan(admin, { workspace_id: company.workspaceId, plan });
  await read("active");
  await read("canceled");
  expect(await seenPlan()).toEqual({
    "free to pro": ["billing.plan_changed"],
    "pro to free": ["billing.plan_changed"],
    "free to enterprise": ["budget.plan_set"],
    "enterprise to starter": ["budget.plan_set"],
    "starter to free": ["budget.plan_set"],
  });
});

test("a reading whose line cannot be written changes nothing", async () => {
  await read("active");
  await expect(withoutLedger(world, () => read("unpaid"))).rejects.toThrow();
  const { rows } = await world.admin.query(
    "select w.plan, s.status from workspaces w join subscriptions s on s.workspace_id = w.id where w.id = $1",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ plan: "pro", status: "active" }]);
});
