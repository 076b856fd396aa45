import { afterAll, beforeAll, expect, test } from "vitest";
import { applyStanding } from "@/lib/metering/billing/apply-standing";
import { cancelSubscription } from "@/lib/metering/billing/cancel-subscription";
import { endPayment } from "@/lib/metering/billing/end-payment";
import { ensureCustomer } from "@/lib/metering/billing/ensure-customer";
import { getBilling } from "@/lib/metering/billing/get-billing";
import { grantPlan } from "@/lib/metering/billing/grant-plan";
import { listInvoices } from "@/lib/metering/billing/list-invoices";
import { listOffers } from "@/lib/metering/billing/list-offers";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { openPortal } from "@/lib/metering/billing/open-portal";
import { previewPlan } from "@/lib/metering/billing/preview-plan";
import { receiveNotice } from "@/lib/metering/billing/receive-notice";
import { refreshBilling } from "@/lib/metering/billing/refresh-billing";
import { resumeSubscription } from "@/lib/metering/billing/resume-subscription";
import { standingOf } from "@/lib/metering/billing/standing";
import { switchPlan } from "@/lib/metering/billing/switch-plan";
import { syncAllCustomers } from "@/lib/metering/billing/sync-all-customers";
import { syncCustomer } from "@/lib/metering/billing/sync-customer";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import { createBillingWorld, sessionOf, type BillingWorld, type Payer } from "./billing-world";

let world: BillingWorld;
beforeAll(async () => {
  world = await createBillingWorld();
});
afterAll(() => world.close());

async function subscribed() {
  const payer = await world.payer();
  const { url } = await openCheckout(payer.payer, { projectId: payer.projectId, plan: "pro" });
  const subscription = world.stripe.pay(sessionOf(url));
  return { payer, subscription };
}
const syncJobs = async ({ workspaceId }: Payer): Promise<number> =>
  (await world.jobs(workspaceId)).filter(({ name }) => name === "billing.sync_customer").length;
const grant = ({ worker }: Payer, plan: "free" | "starter" | "pro" | "enterprise") =>
  withTransaction(worker, (tx) => grantPlan(tx, plan));

const WRITES: [string, (ctx: WorkspaceCtx, payer: Payer) => Promise<unknown>][] = [
  ["cancelSubscription", (ctx) => cancelSubscription(ctx)],
  ["resumeSubscription", (ctx) => resumeSubscription(ctx)],
  ["refreshBilling", (ctx) => refreshBilling(ctx)],
  ["syncCustomer", (ctx) => syncCustomer(ctx)],
  ["endPayment", (ctx) => endPayment(ctx)],
  ["listInvoices", (ctx) => listInvoices(ctx)],
  ["openPortal", (ctx, { projectId }) => openPortal(ctx, { projectId })],
  ["previewPlan", (ctx) => previewPlan(ctx, { plan: "pro" })],
  ["switchPlan", (ctx) => switchPlan(ctx, { plan: "pro" })],
  ["ensureCustomer", (ctx) => ensureCustomer(ctx, selectPayments())],
];

test.each(WRITES)("%s is for owners and admins", async (_name, run) => {
  const payer = await world.payer();
  const asked = world.stripe.calls.length;
  await expect(run(payer.reader, payer)).rejects.toMatchObject({ code: "permission.missing" });
  expect(world.stripe.calls.length).toBe(asked);
});

test("without a payment there is a plan and its use, and nothing to change", async () => {
  const payer = await world.payer();
  expect(await getBilling(payer.reader)).toMatchObject({
    plan: "free",
    status: null,
    payable: true,
    budget: { limit: 5, current_spend: 0 },
  });
  expect((await listOffers(payer.reader)).data.map(({ plan, amount_cents }) => [plan, amount_cents])).toEqual([
    ["starter", 2900],
    ["pro", 9900],
    ["enterprise", 49_900],
  ]);
  await expect(cancelSubscription(payer.payer)).rejects.toMatchObject({ code: "billing.no_subscription" });
  await expect(openPortal(payer.payer, payer)).rejects.toMatchObject({ code: "billing.no_subscription" });
  expect(await listInvoices(payer.payer)).toEqual({ data: [] });
});

test("the page that one comes back to reads the payment, and shows it to nobody else", async () => {
  const { payer } = await subscribed();
  const neighbour = await world.payer();
  expect(await refreshBilling(payer.payer)).toMatchObject({
    plan: "pro",
    status: "active",
    is_paid: true,
    source: "stripe",
  });
  expect((await listInvoices(payer.payer)).data).toMatchObject([{ status: "paid", total_cents: 9900 }]);
  expect((await openPortal(payer.payer, payer)).url).toContain("billing.stripe");
  expect(await getBilling(neighbour.payer)).toMatchObject({ plan: "free", status: null });
});

test("a message rings once, for the workspace that stored the customer, and never by its content", async () => {
  const { payer, subscription } = await subscribed();
  const notice = { id: "evt_once", type: "invoice.paid", customerId: subscription.customer };
  for (let time = 0; time < 10; time += 1) await receiveNotice(world.system(), notice);
  expect(await syncJobs(payer)).toBe(1);
  await receiveNotice(world.system(), { ...notice, id: "evt_strange", customerId: "cus_strange" });
  await receiveNotice(world.system(), { ...notice, id: "evt_none", customerId: null });
  const { rows } = await world.admin.query("select id from payment_notices where id like 'evt_%'");
  expect(rows).toEqual([{ id: "evt_once" }]);
});

test("a message whose job cannot be enqueued is not stored, so that the provider sends it again", async () => {
  const { payer, subscription } = await subscribed();
  const notice = { id: "evt_again", type: "invoice.paid", customerId: subscription.customer };
  await expect(world.withoutQueue(() => receiveNotice(world.system(), notice))).rejects.toThrow();
  await receiveNotice(world.system(), notice);
  expect(await syncJobs(payer)).toBe(1);
});

test("each night every customer is read again", async () => {
  const { payer } = await subscribed();
  const without = await world.payer();
  await syncAllCustomers(world.system());
  expect([await syncJobs(payer), await syncJobs(without)]).toEqual([1, 0]);
});

test("an administrator's plan stands in the same row, below a payment only while more is paid for", async () => {
  const { payer, subscription } = await subscribed();
  await syncCustomer(payer.worker);
  await expect(grant(payer, "starter")).rejects.toMatchObject({ code: "billing.paid_plan_is_higher" });
  await grant(payer, "enterprise");
  await syncCustomer(payer.worker);
  expect(await getBilling(payer.payer)).toMatchObject({ plan: "enterprise", source: "admin", status: "active" });
  world.stripe.clock.end(subscription);
  await syncCustomer(payer.worker);
  expect(await world.planOf(payer)).toBe("enterprise");
  await grant(payer, "free");
  expect(await world.planOf(payer)).toBe("free");
});

test("a plan from before there were payments is kept when the first one is looked at", async () => {
  const payer = await world.payer();
  await world.admin.query("update workspaces set plan = 'pro' where id = $1", [payer.workspaceId]);
  await ensureCustomer(payer.payer, selectPayments());
  await syncCustomer(payer.worker);
  expect(await world.planOf(payer)).toBe("pro");
});

test("a deleted company pays for nothing any more", async () => {
  const { payer, subscription } = await subscribed();
  await endPayment(payer.worker);
  await endPayment(payer.worker);
  expect(world.stripe.subscriptions.get(subscription.id)?.status).toBe("canceled");
  expect(await world.planOf(payer)).toBe("free");
});

test("a reading is applied with its line of the ledger or not at all", async () => {
  const { payer } = await subscribed();
  const standing = standingOf({ subscriptions: [], invoices: [] }, payer.payer.now());
  await withTransaction(payer.worker, (tx) => applyStanding(tx, { standing, number: 99 }));
  await syncCustomer(payer.worker);
  expect(await world.planOf(payer)).toBe("free");
});
