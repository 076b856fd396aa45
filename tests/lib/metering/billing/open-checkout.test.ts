import { afterAll, beforeAll, expect, test } from "vitest";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import type { AppError } from "@/lib/platform/errors";
import { createBillingWorld, sessionOf, type BillingWorld, type Payer } from "./billing-world";

let world: BillingWorld;
beforeAll(async () => {
  world = await createBillingWorld();
});
afterAll(() => world.close());

const open = ({ payer, projectId }: Payer, plan: "starter" | "pro" | "enterprise" = "pro") =>
  openCheckout(payer, { projectId, plan });
const openOf = ({ workspaceId }: Payer) =>
  world.stripe.open().filter(({ metadata }) => metadata.workspace_id === workspaceId);

test("the customer is stored before anything is sold, and the session says whose it is", async () => {
  const payer = await world.payer();
  const { url } = await open(payer);
  const { customer_id, checkout_session_id } = await world.rowOf(payer);
  expect(checkout_session_id).toBe(sessionOf(url));
  expect(world.stripe.customers.get(String(customer_id))).toMatchObject({
    metadata: { workspace_id: payer.workspaceId },
  });
  expect(await world.ledger(payer.workspaceId)).toContainEqual(
    expect.objectContaining({ event_type: "billing.checkout_opened" }),
  );
});

test("two tabs, a double click and the same plan again lead to one session and one customer", async () => {
  const payer = await world.payer();
  const urls = await Promise.all([open(payer), open(payer), open(payer)]);
  expect(new Set([...urls, await open(payer)].map(({ url }) => url)).size).toBe(1);
  expect(openOf(payer)).toHaveLength(1);
  const mine = [...world.stripe.customers.values()].filter(
    ({ metadata }) => metadata.workspace_id === payer.workspaceId,
  );
  expect(mine).toHaveLength(1);
});

test("another plan ends the checkout before it, also when both are opened at once", async () => {
  const payer = await world.payer();
  await open(payer, "starter");
  await open(payer, "pro");
  expect(openOf(payer).map(({ price }) => price)).toEqual(["price_pro"]);
  for (let round = 0; round < 5; round += 1) {
    const both = await Promise.allSettled([open(payer, "starter"), open(payer, "enterprise")]);
    const refusals = both.flatMap((one) => (one.status === "rejected" ? [(one.reason as AppError).code] : []));
    expect(refusals.filter((code) => code !== "billing.checkout_replaced")).toEqual([]);
    expect(openOf(payer).length).toBeLessThanOrEqual(1);
  }
});

test("after a payment, noticed or not, no second subscription is sold", async () => {
  const payer = await world.payer();
  const { url } = await open(payer);
  world.stripe.pay(sessionOf(url));
  await expect(open(payer)).rejects.toMatchObject({ code: "billing.subscribed", kind: "conflict" });
  await expect(open(payer, "starter")).rejects.toMatchObject({ code: "billing.subscribed" });
  expect(await world.planOf(payer)).toBe("pro");
  expect(openOf(payer)).toEqual([]);
});

test("an expired session is followed by a new one, and a subscription that ended can be bought again", async () => {
  const payer = await world.payer();
  const first = sessionOf((await open(payer)).url);
  world.stripe.sessions.get(first)!.status = "expired";
  const [a, b] = await Promise.all([open(payer), open(payer)]);
  expect(a).toEqual(b);
  expect(sessionOf(a.url)).not.toBe(first);
  world.stripe.clock.end(world.stripe.pay(sessionOf(a.url)));
  expect(sessionOf((await open(payer)).url)).not.toBe(sessionOf(a.url));
});

test("an answer that broke off after Stripe acted makes nothing twice", async () => {
  const payer = await world.payer();
  const made = world.stripe.sessions.size;
  world.stripe.fail(({ method, path }) => method === "POST" && path === "/v1/customers", "acts_and_dies");
  world.stripe.fail(({ method, path }) => method === "POST" && path === "/v1/checkout/sessions", "acts_and_dies");
  await open(payer);
  expect(world.stripe.sessions.size).toBe(made + 1);
});

test("a customer that was deleted at Stripe is made anew", async () => {
  const payer = await world.payer();
  await open(payer);
  const before = String((await world.rowOf(payer)).customer_id);
  world.stripe.customers.get(before)!.deleted = true;
  await open(payer, "starter");
  expect((await world.rowOf(payer)).customer_id).not.toBe(before);
});

test("while Stripe is away the checkout says so and nothing is lost", async () => {
  const payer = await world.payer();
  for (let call = 0; call < 2; call += 1) world.stripe.fail(({ path }) => path === "/v1/prices", 503);
  await expect(open(payer)).rejects.toMatchObject({ kind: "unavailable", code: "stripe.unavailable" });
  expect((await open(payer)).url).toContain("checkout");
});

test("a reader may not, and another company's owner finds no company", async () => {
  const payer = await world.payer();
  await expect(openCheckout(payer.reader, { projectId: payer.projectId, plan: "pro" })).rejects.toMatchObject({
    code: "permission.missing",
  });
  await expect(openCheckout(payer.stranger, { projectId: payer.projectId, plan: "pro" })).rejects.toMatchObject({
    kind: "not_found",
  });
});

test("every request of these tests fits Stripe's own description", () => {
  expect(world.stripe.calls.length).toBeGreaterThan(20);
  expect(world.stripe.violations).toEqual([]);
});
