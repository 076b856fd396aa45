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

export type Payments<W> = {
  world: W;
  stripe: FakeStripe;
  admin: AdminCtx;
  /** Bought on Stripe's page. */
  pay(company: Company): Promise<ReturnType<FakeStripe["pay"]>>;
  /** The same, with a second subscription that Stripe let through at the same moment. */
  payTwice(company: Company): Promise<void>;
  /** Stripe tells one event, signed; the status of our answer. */
  deliver(event: object): Promise<number>;
  /** The reading that the return from the checkout, or the night, brings. */
  sync(company: Company): Promise<unknown>;
  /** Does the jobs that a payment leads to, each one three times at the same moment, until none is new; answers those that set the runtime up. */
  doJobs(company: Company): Promise<Job[]>;
};

/** An installation that sells plans through a Stripe in memory; ready once the tests of the file begin. */
export function openPayments<W extends RuntimeWorld>(
  open: (environment: Record<string, string>) => Promise<W>,
): Payments<W> {
  const at = {} as Payments<W>;
  beforeAll(async () => {
    at.stripe = await fakeStripe();
    at.world = await open({
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      STRIPE_API_URL: at.stripe.url,
      SUPER_ADMIN_IDS: "user_operatorexamplecom",
    });
    at.admin = { ...at.world.user("operator@example.com"), superAdmin: true };
  });
  afterAll(async () => {
    await at.world.close();
    await at.stripe.close();
  });

  const onStripesClock = <C extends object>(ctx: C) => ({ ...ctx, now: () => at.stripe.clock.date() });
  at.deliver = async (event) => {
    const { body, headers } = at.stripe.delivery(event);
    const request = new Request("http://localhost/api/webhooks/stripe", { method: "POST", headers, body });
    return (await POST(request, { params: Promise.resolve({}) })).status;
  };
  at.sync = ({ job }) => syncCustomer(onStripesClock(job));
  at.pay = async ({ owner, projectId }) => {
    const buy = () => openCheckout(onStripesClock(owner), { projectId, plan: "pro" });
    const [{ url }] = await Promise.all([buy(), buy()]);
    return at.stripe.pay(sessionOf(url));
  };
  at.payTwice = async (company) => {
    const bought = await at.pay(company);
    const again = { ...bought, id: `${bought.id}_again` };
    at.stripe.subscriptions.set(again.id, again);
    at.stripe.clock.attempt(at.stripe.clock.invoice(again, at.stripe.clock.priceOf(again)));
  };
  at.doJobs = async (company) => {
    const DOES: Record<string, () => Promise<unknown>> = {
      "billing.sync_customer": () => at.sync(company),
      "runtime.follow_payment": () => followPayment(company.job),
    };
    const nameOf = ({ name, data }: Job): string => `${name} ${JSON.stringify(data)}`;
    const done = new Set<string>();
    for (;;) {
      const jobs = await at.world.jobs(company.workspaceId);
      const fresh = jobs.filter((one) => DOES[one.name] && !done.has(nameOf(one)));
      if (fresh.length === 0)
        return jobs.filter(
          ({ name, data }) => name === "runtime.provision_project" && data.projectId === company.projectId,
        );
      for (const one of fresh) {
        done.add(nameOf(one));
        await Promise.all(Array.from({ length: 3 }, () => DOES[one.name]?.()));
      }
    }
  };
  return at;
}

type Of<W> = {
  open: (gatewayUrl: string | undefined, environment: Record<string, string>) => Promise<W>;
  /** The parts of the company's runtime that there are, and as they are when there is one of each. */
  partsOf: (world: W, company: Company) => Promise<object>;
  one: object;
};

/** A payment leads to one runtime, wherever runtimes are made (target F6). */
export function testPayments<W extends RuntimeWorld>({ open, partsOf, one }: Of<W>): void {
  const at = openPayments((environment) => open(undefined, environment));

  test("paid twice, told ten times and activated by an administrator at the same moment, a company gets one runtime", async () => {
    const { world, stripe, admin } = at;
    const company = await world.company();
    await at.payTwice(company);
    const told = stripe.events.flatMap((event) => Array.from({ length: 10 }, () => at.deliver(event)));
    const activated = [1, 2].map(() => activateRuntime(admin, { projectId: company.projectId, reason: "A pilot" }));
    const [statuses, begun] = await Promise.all([Promise.all(told), Promise.all(activated)]);
    expect(statuses.length).toBeGreaterThanOrEqual(20);
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect(begun.filter(({ started }) => started).length).toBeLessThanOrEqual(1);
    const jobs = await at.doJobs(company);
    expect(jobs.map(({ data }) => data.attempt)).toEqual([1]);
    for (let time = 0; time < 2; time += 1)
      expect(await world.run(company)).toMatchObject({ mode: "dedicated", status: "active" });
    expect(await partsOf(world, company)).toEqual(one);
    expect(await at.doJobs(company)).toHaveLength(1);
    const lines = (await world.ledger(company.workspaceId)).map(({ event_type }) => event_type);
    for (const type of ["runtime.requested", "runtime.activated", "billing.subscription_paid"])
      expect({ type, times: lines.filter((one) => one === type).length }).toEqual({ type, times: 1 });
  });

  test("a payment alone leads to a runtime, also when its message never comes and the return from the checkout reads it", async () => {
    const { world } = at;
    const company = await world.company();
    await at.pay(company);
    await at.sync(company);
    expect(await getRuntime(company.owner, company)).toMatchObject({ mode: "shared", status: "none" });
    expect((await at.doJobs(company)).map(({ data }) => data.attempt)).toEqual([1]);
    expect(await world.run(company)).toMatchObject({ mode: "dedicated", provisioning: { status: "succeeded" } });
    expect(await partsOf(world, company)).toEqual(one);
  });
}
