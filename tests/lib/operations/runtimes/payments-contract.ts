import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/stripe/route";
import { openCheckout } from "@/lib/metering/billing/open-checkout";
import { syncCustomer } from "@/lib/metering/billing/sync-customer";
import { activateRuntime } from "@/lib/operations/runtimes/activate-runtime";
import { followPayment } from "@/lib/operations/runtimes/follow-payment";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import type { AdminCtx } from "@/lib/platform/ctx";
import type { Company, Job } from "../../../factories/test-world";
import { fakeStripe, STRIPE_KEY, STRIPE_SECRET, type FakeStripe } from "../../../fakes/stripe";
import { sessionOf } from "../../metering/billing/billing-world";
import type { RuntimeWorld } from "./runtime-world";

type Open<W> = (gatewayUrl: string | undefined, environment: Record<string, string>) => Promise<W>;
type Of<W> = {
  open: Open<W>;
  /** The parts of the company's runtime that there are, and as they are when there is one of each. */
  partsOf: (world: W, company: Company) => Promise<object>;
  one: object;
};

/** Companies of an installation that sells plans through a Stripe in memory, wherever runtimes are made (target F6). */
export function testPayments<W extends RuntimeWorld>({ open, partsOf, one }: Of<W>): void {
  let stripe: FakeStripe;
  let world: W;
  let admin: AdminCtx;
  beforeAll(async () => {
    stripe = await fakeStripe();
    world = await open(undefined, {
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      STRIPE_API_URL: stripe.url,
      SUPER_ADMIN_IDS: "user_operatorexamplecom",
    });
    admin = { ...world.user("operator@example.com"), superAdmin: true };
  });
  afterAll(async () => {
    await world.close();
    await stripe.close();
  });

  const onStripesClock = <C extends object>(ctx: C) => ({ ...ctx, now: () => stripe.clock.date() });
  const deliver = async (event: object): Promise<number> => {
    const { body, headers } = stripe.delivery(event);
    const request = new Request("http://localhost/api/webhooks/stripe", { method: "POST", headers, body });
    return (await POST(request, { params: Promise.resolve({}) })).status;
  };

  /** Does the jobs that a payment leads to, each one three times at the same moment, until none is new. */
  async function doJobs({ job, workspaceId, projectId }: Company): Promise<Job[]> {
    const DOES: Record<string, () => Promise<unknown>> = {
      "billing.sync_customer": () => syncCustomer(onStripesClock(job)),
      "runtime.follow_payment": () => followPayment(job),
    };
    const nameOf = ({ name, data }: Job): string => `${name} ${JSON.stringify(data)}`;
    const done = new Set<string>();
    for (;;) {
      const jobs = await world.jobs(workspaceId);
      const fresh = jobs.filter((one) => DOES[one.name] && !done.has(nameOf(one)));
      if (fresh.length === 0)
        return jobs.filter(({ name, data }) => name === "runtime.provision_project" && data.projectId === projectId);
      for (const one of fresh) {
        done.add(nameOf(one));
        await Promise.all(Array.from({ length: 3 }, () => DOES[one.name]?.()));
      }
    }
  }

  /** A payment on Stripe's page, and a second subscription that Stripe let through at the same moment. */
  async function payTwice(company: Company): Promise<void> {
    const buy = () => openCheckout(onStripesClock(company.owner), { projectId: company.projectId, plan: "pro" });
    const [{ url }] = await Promise.all([buy(), buy()]);
    const bought = stripe.pay(sessionOf(url));
    const again = { ...bought, id: `${bought.id}_again` };
    stripe.subscriptions.set(again.id, again);
    stripe.clock.attempt(stripe.clock.invoice(again, stripe.clock.priceOf(again)));
  }

  test("paid twice, told ten times and activated by an administrator at the same moment, a company gets one runtime", async () => {
    const company = await world.company();
    await payTwice(company);
    const told = stripe.events.flatMap((event) => Array.from({ length: 10 }, () => deliver(event)));
    const activated = [1, 2].map(() => activateRuntime(admin, { projectId: company.projectId, reason: "A pilot" }));
    const [statuses, begun] = await Promise.all([Promise.all(told), Promise.all(activated)]);
    expect(statuses.length).toBeGreaterThanOrEqual(20);
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect(begun.filter(({ started }) => started).length).toBeLessThanOrEqual(1);
    const jobs = await doJobs(company);
    expect(jobs.map(({ data }) => data.attempt)).toEqual([1]);
    for (let time = 0; time < 2; time += 1)
      expect(await world.run(company)).toMatchObject({ mode: "dedicated", status: "active" });
    expect(await partsOf(world, company)).toEqual(one);
    expect(await doJobs(company)).toHaveLength(1);
    const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
    for (const type of ["runtime.requested", "runtime.activated", "billing.subscription_paid"])
      expect({ type, times: lines.filter((one) => one === type).length }).toEqual({ type, times: 1 });
  });

  test("a payment alone leads to a runtime, by its message, a return from the checkout or both", async () => {
    const company = await world.company();
    await payTwice(company);
    await syncCustomer(onStripesClock(company.job));
    expect(await getRuntime(company.owner, company)).toMatchObject({ mode: "shared", status: "none" });
    expect((await doJobs(company)).map(({ data }) => data.attempt)).toEqual([1]);
    expect(await world.run(company)).toMatchObject({ mode: "dedicated", provisioning: { status: "succeeded" } });
    expect(await partsOf(world, company)).toEqual(one);
  });
}
