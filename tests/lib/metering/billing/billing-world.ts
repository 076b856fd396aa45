import { syncCustomer } from "@/lib/metering/billing/sync-customer";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeStripe, STRIPE_KEY, STRIPE_SECRET, type FakeStripe } from "../../../fakes/stripe";

export type Payer = Company & {
  /** The owner and a job, on Stripe's clock. */
  payer: WorkspaceCtx;
  reader: WorkspaceCtx;
  worker: WorkspaceCtx;
};
export type BillingWorld = TestWorld & {
  stripe: FakeStripe;
  payer(): Promise<Payer>;
  /** The reading that the bell, or the night, brings. */
  sync(payer: Payer): Promise<unknown>;
  planOf(payer: Company): Promise<string>;
  rowOf(payer: Company): Promise<Record<string, unknown>>;
};

export const sessionOf = (url: string): string => url.split("/").at(-1) ?? "";

/** Companies of an installation that sells plans through a Stripe in memory. */
export async function createBillingWorld(trialDays = 0): Promise<BillingWorld> {
  const stripe = await fakeStripe();
  const world = await createTestWorld({
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
    STRIPE_API_URL: stripe.url,
    STRIPE_TRIAL_DAYS: String(trialDays),
  });
  const now = (): Date => stripe.clock.date();
  const one = async (query: string, { workspaceId }: Company): Promise<Record<string, unknown>> =>
    (await world.admin.query<Record<string, unknown>>(query, [workspaceId])).rows[0] ?? {};
  return {
    ...world,
    stripe,
    payer: async () => {
      const company = await world.company();
      const { owner, viewer, job } = company;
      return { ...company, payer: { ...owner, now }, reader: { ...viewer, now }, worker: { ...job, now } };
    },
    sync: ({ worker }) => syncCustomer(worker),
    planOf: async (company) => String((await one("select plan from workspaces where id = $1", company)).plan),
    rowOf: (company) => one("select * from subscriptions where workspace_id = $1", company),
    close: async () => {
      await world.close();
      await stripe.close();
    },
  };
}
