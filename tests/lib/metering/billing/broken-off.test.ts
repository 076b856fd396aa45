import { afterAll, beforeAll, expect, test } from "vitest";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { switchPlan } from "@/lib/metering/billing/switch-plan";
import { createBillingWorld, sessionOf, type BillingWorld, type Payer } from "./billing-world";

let world: BillingWorld;
beforeAll(async () => {
  world = await createBillingWorld();
});
afterAll(() => world.close());

/** Stripe acts on the call after the n-th, and its answer is lost, as that of its repetition is; says whether it came to that. */
function loseAnswer(n: number): () => boolean {
  const { calls } = world.stripe;
  const from = calls.length;
  let lost = false;
  const fits = (): boolean => {
    const isIt = calls.length - from > n;
    lost ||= isIt;
    return isIt;
  };
  for (let time = 0; time < 2; time += 1) world.stripe.fail(fits, "acts_and_dies");
  return () => lost;
}
/** Uses up a fault that was not reached, so that it does not reach the next verb. */
async function calm(): Promise<void> {
  for (let call = 0; call < 15; call += 1) await fetch(`${world.stripe.url}/v1/prices`).catch(() => undefined);
}
const open = ({ payer, projectId }: Payer) => openCheckout(payer, { projectId, plan: "pro" });

test("a checkout whose answer was lost at any call is finished by the next press, with one customer and one session", async () => {
  let reached = true;
  for (let n = 0; reached && n < 12; n += 1) {
    const payer = await world.payer();
    const wasLost = loseAnswer(n);
    await open(payer).catch(() => undefined);
    reached = wasLost();
    await calm();
    const { url } = await open(payer);
    const mine = ({ metadata }: { metadata: Record<string, string> }): boolean =>
      metadata.workspace_id === payer.workspaceId;
    expect([...world.stripe.customers.values()].filter(mine)).toHaveLength(1);
    expect(
      world.stripe
        .open()
        .filter(mine)
        .map(({ id }) => id),
    ).toEqual([sessionOf(url)]);
  }
  expect(reached).toBe(false);
});

test("a change whose answer was lost is charged once", async () => {
  const payer = await world.payer();
  const subscription = world.stripe.pay(sessionOf((await open(payer)).url));
  await world.sync(payer);
  for (let call = 0; call < 2; call += 1)
    world.stripe.fail(
      ({ method, path }) => method === "POST" && path.startsWith("/v1/subscriptions/"),
      "acts_and_dies",
    );
  await expect(switchPlan(payer.payer, { plan: "enterprise" })).rejects.toMatchObject({ code: "stripe.unavailable" });
  expect(await switchPlan(payer.payer, { plan: "enterprise" })).toMatchObject({ plan: "enterprise" });
  const charged = [...world.stripe.invoices.values()].filter((one) => one.subscription === subscription.id);
  expect(charged.map(({ total, status }) => [total, status])).toEqual([
    [9900, "paid"],
    [40_000, "paid"],
  ]);
});
