import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyStanding } from "@/lib/metering/billing/apply-standing";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { readStanding } from "@/lib/metering/billing/read-standing";
import { receiveNotice } from "@/lib/metering/billing/receive-notice";
import { resumeSubscription } from "@/lib/metering/billing/resume-subscription";
import { withTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import { createBillingWorld, sessionOf, type BillingWorld, type Payer } from "./billing-world";

let world: BillingWorld;
beforeAll(async () => {
  world = await createBillingWorld(14);
});
afterAll(() => world.close());

async function begin(card: "pays" | "declines" | null = "pays", plan: "starter" | "pro" = "pro") {
  const payer = await world.payer();
  const { url } = await openCheckout(payer.payer, { projectId: payer.projectId, plan });
  const subscription = world.stripe.pay(sessionOf(url), card);
  await world.sync(payer);
  return { payer, subscription };
}
const { stringify } = JSON;
const after = async (payer: Payer, days: number): Promise<Record<string, unknown>> => {
  world.stripe.clock.advance(days);
  await world.sync(payer);
  const { status, is_paid, past_due_since, next_plan } = await world.rowOf(payer);
  return { plan: await world.planOf(payer), status, is_paid, past_due: past_due_since !== null, next_plan };
};
const titles = async ({ workspaceId }: Payer): Promise<string[]> =>
  (
    await world.admin.query<{ title: string }>(
      "select title from notifications where workspace_id = $1 order by created_at, id",
      [workspaceId],
    )
  ).rows.map(({ title }) => title);

test("trial, paid, past due, recovered, past due for good, ended: each within one reading", async () => {
  const { payer, subscription } = await begin();
  const customer = world.stripe.customers.get(subscription.customer)!;
  const normal = { plan: "pro", status: "active", is_paid: true, past_due: false, next_plan: null };
  expect(await after(payer, 1)).toEqual({ ...normal, status: "trialing", is_paid: false });
  expect(await after(payer, 14)).toEqual(normal);
  customer.card = "declines";
  const late = { ...normal, status: "past_due", past_due: true, next_plan: "free" };
  expect(await after(payer, 31)).toEqual(late);
  customer.card = "pays";
  expect(await after(payer, 4)).toEqual(normal);
  customer.card = "declines";
  expect(await after(payer, 27)).toEqual(late);
  expect(await after(payer, 8)).toEqual(late);
  expect(await after(payer, 2)).toMatchObject({ plan: "free", status: "past_due" });
  expect(await after(payer, 3)).toMatchObject({ plan: "free", status: "canceled", is_paid: false });
  expect(await titles(payer)).toEqual([
    expect.stringContaining("A payment failed"),
    expect.stringContaining("A payment failed"),
    expect.stringContaining("The subscription ended"),
  ]);
  const paid = (await world.ledger(payer.workspaceId)).filter(
    ({ event_type }) => event_type === "billing.subscription_paid",
  );
  expect(paid).toHaveLength(1);
});

test("a trial without a card pauses, and a card wakes it", async () => {
  const { payer, subscription } = await begin(null);
  expect(await after(payer, 15)).toMatchObject({ plan: "free", status: "paused" });
  await expect(resumeSubscription(payer.payer)).rejects.toMatchObject({ code: "stripe.card_declined" });
  world.stripe.customers.get(subscription.customer)!.card = "pays";
  expect(await resumeSubscription(payer.payer)).toMatchObject({ plan: "pro", status: "active", is_paid: true });
});

test("any order, repetition and loss of a year's messages ends like the provider's own state", async () => {
  const { payer, subscription } = await begin("pays", "starter");
  const from = world.stripe.events.length;
  const customer = world.stripe.customers.get(subscription.customer)!;
  for (let month = 0; month < 12; month += 1) {
    customer.card = month % 3 === 1 ? "declines" : "pays";
    world.stripe.clock.advance(20);
    customer.card = "pays";
    world.stripe.clock.advance(11);
  }
  const mine = world.stripe.events.slice(from).filter(({ data }) => data.object.customer === subscription.customer);
  expect(mine.length).toBeGreaterThan(30);
  await world.sync(payer);
  const truth = stringify(factsOf(await world.rowOf(payer)));
  let run = 0;
  const order = fc.array(fc.nat({ max: mine.length - 1 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(order, async (indices) => {
      run += 1;
      await world.admin.query(
        "update subscriptions set status = 'incomplete', plan = 'free', is_paid = false where workspace_id = $1",
        [payer.workspaceId],
      );
      for (const index of indices) {
        const { id, type } = mine[index]!;
        await receiveNotice(world.system(), { id: `${run}-${id}`, type, customerId: subscription.customer });
        await world.sync(payer);
      }
      // The night's reading, for what was lost.
      await world.sync(payer);
      expect(stringify(factsOf(await world.rowOf(payer)))).toBe(truth);
      expect(await world.planOf(payer)).toBe("starter");
    }),
    { numRuns: 15 },
  );
});

const factsOf = ({ plan, status, is_paid, next_plan, past_due_since, period_ends_at }: Record<string, unknown>) => ({
  plan,
  status,
  is_paid,
  next_plan,
  past_due_since,
  period_ends_at,
});

const readNow = async (payer: Payer) =>
  readStanding(selectPayments(), {
    customerId: String((await world.rowOf(payer)).customer_id),
    workspaceId: payer.workspaceId,
    now: world.stripe.clock.date(),
  });

test("a reading that began earlier never replaces a later one", async () => {
  const { payer, subscription } = await begin();
  const earlier = { standing: await readNow(payer), number: Number((await world.rowOf(payer)).sync_started) + 1 };
  await world.admin.query("update subscriptions set sync_started = sync_started + 1 where workspace_id = $1", [
    payer.workspaceId,
  ]);
  world.stripe.clock.end(subscription);
  await world.sync(payer);
  await withTransaction(payer.worker, (tx) => applyStanding(tx, earlier));
  expect(await world.planOf(payer)).toBe("free");
});

test("a second, ended subscription does not count against a paid one", async () => {
  const { payer, subscription } = await begin();
  world.stripe.subscriptions.set("sub_old", {
    ...subscription,
    id: "sub_old",
    status: "canceled",
    created: subscription.created + 5,
  });
  expect(await after(payer, 0)).toMatchObject({ plan: "pro", status: "trialing" });
});

test("while Stripe is away every plan stays, and the reading is tried again", async () => {
  const { payer } = await begin();
  for (let call = 0; call < 2; call += 1) world.stripe.fail(({ path }) => path === "/v1/subscriptions", 500);
  await expect(world.sync(payer)).rejects.toMatchObject({ retryable: true });
  expect(await world.planOf(payer)).toBe("pro");
});

test("a customer that Stripe notes as another workspace's is refused", async () => {
  const { payer, subscription } = await begin();
  const other = await world.payer();
  world.stripe.clock.end(subscription);
  world.stripe.customers.get(subscription.customer)!.metadata.workspace_id = other.workspaceId;
  await expect(world.sync(payer)).rejects.toMatchObject({ code: "billing.foreign_customer", retryable: false });
  expect([await world.planOf(payer), await world.planOf(other)]).toEqual(["pro", "free"]);
});

test("a price that lost its lookup key keeps the plan that was sold", async () => {
  const { payer } = await begin();
  const price = world.stripe.prices.find(({ id }) => id === "price_pro")!;
  price.lookup_key = null;
  expect(await after(payer, 0)).toMatchObject({ plan: "pro" });
  price.lookup_key = "greenlight_pro";
});

test("every request of these tests fits Stripe's own description", () => {
  expect(world.stripe.calls.length).toBeGreaterThan(20);
  expect(world.stripe.violations).toEqual([]);
});
