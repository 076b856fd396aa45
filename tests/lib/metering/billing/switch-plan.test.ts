import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelSubscription } from "@/lib/metering/billing/cancel-subscription";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { previewPlan } from "@/lib/metering/billing/preview-plan";
import { resumeSubscription } from "@/lib/metering/billing/resume-subscription";
import type { PaidPlan } from "@/lib/metering/billing/schemas";
import { switchPlan } from "@/lib/metering/billing/switch-plan";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { webhookOf } from "../events/event-factory";
import { createBillingWorld, sessionOf, type BillingWorld, type Payer } from "./billing-world";

let world: BillingWorld;
beforeAll(async () => {
  world = await createBillingWorld();
});
afterAll(() => world.close());

async function subscribed(plan: PaidPlan) {
  const payer = await world.payer();
  const { url } = await openCheckout(payer.payer, { projectId: payer.projectId, plan });
  const subscription = world.stripe.pay(sessionOf(url));
  await world.sync(payer);
  return { payer, subscription };
}
const spend = (payer: Payer, cost_usd: number) =>
  recordCosts({ ...webhookOf(payer), now: payer.payer.now }, [{ provider: "openai", model: "gpt-4o", cost_usd }]);
const paidCents = (subscription: string): number =>
  [...world.stripe.invoices.values()]
    .filter((one) => one.subscription === subscription && one.status === "paid")
    .reduce((sum, { total }) => sum + total, 0);

test("more begins at once and costs what the preview said", async () => {
  const { payer, subscription } = await subscribed("starter");
  world.stripe.clock.advance(10);
  const preview = await previewPlan(payer.payer, { plan: "pro" });
  expect(preview).toMatchObject({ direction: "up", from: "starter", then_cents: 9900, limit_after: 250 });
  expect(preview.due_now_cents).toBeGreaterThan(3000);
  const before = paidCents(subscription.id);
  expect(await switchPlan(payer.payer, { plan: "pro" })).toMatchObject({ plan: "pro", next_plan: null });
  expect(paidCents(subscription.id) - before).toBe(preview.due_now_cents);
  await switchPlan(payer.payer, { plan: "pro" });
  expect(paidCents(subscription.id) - before).toBe(preview.due_now_cents);
});

test("a card that refuses leaves the plan as it was", async () => {
  const { payer, subscription } = await subscribed("starter");
  world.stripe.customers.get(subscription.customer)!.card = "declines";
  await expect(switchPlan(payer.payer, { plan: "pro" })).rejects.toMatchObject({
    code: "stripe.card_declined",
    kind: "impossible",
  });
  await world.sync(payer);
  expect(await world.planOf(payer)).toBe("starter");
});

test("less is told beforehand and begins with the next period: calls are refused only from then on", async () => {
  const { payer, subscription } = await subscribed("pro");
  await spend(payer, 60);
  expect(await previewPlan(payer.payer, { plan: "starter" })).toMatchObject({
    direction: "down",
    due_now_cents: 0,
    spent: 60,
    limit_after: 50,
    takes_effect_at: new Date(subscription.end * 1000).toISOString(),
  });
  expect(await switchPlan(payer.payer, { plan: "starter" })).toMatchObject({ plan: "pro", next_plan: "starter" });
  await expect(switchPlan(payer.payer, { plan: "enterprise" })).rejects.toMatchObject({
    code: "billing.change_ordered",
  });
  world.stripe.clock.advance(20);
  await world.sync(payer);
  await spend(payer, 100);
  world.stripe.clock.advance(12);
  await world.sync(payer);
  expect(await world.planOf(payer)).toBe("starter");
  await spend(payer, 49);
  await expect(spend(payer, 2)).rejects.toMatchObject({ code: "budget.exceeded" });
});

test("a smaller plan that has not begun is taken back without a charge", async () => {
  const { payer, subscription } = await subscribed("pro");
  await switchPlan(payer.payer, { plan: "starter" });
  expect(await switchPlan(payer.payer, { plan: "pro" })).toMatchObject({ plan: "pro", next_plan: null });
  expect(paidCents(subscription.id)).toBe(9900);
  world.stripe.clock.advance(32);
  await world.sync(payer);
  expect(await world.planOf(payer)).toBe("pro");
  expect(paidCents(subscription.id)).toBe(2 * 9900);
});

test("a cancelled subscription keeps its plan until the period ends, and can be kept before", async () => {
  const { payer } = await subscribed("starter");
  expect(await cancelSubscription(payer.payer)).toMatchObject({ plan: "starter", next_plan: "free" });
  await expect(switchPlan(payer.payer, { plan: "pro" })).rejects.toMatchObject({ code: "billing.cancelled" });
  expect(await resumeSubscription(payer.payer)).toMatchObject({ cancel_at: null, next_plan: null });
  await cancelSubscription(payer.payer);
  world.stripe.clock.advance(32);
  await world.sync(payer);
  expect(await world.planOf(payer)).toBe("free");
  await expect(cancelSubscription(payer.payer)).rejects.toMatchObject({ code: "billing.no_subscription" });
});

test("every request of these tests fits Stripe's own description", () => {
  expect(world.stripe.calls.length).toBeGreaterThan(20);
  expect(world.stripe.violations).toEqual([]);
});
