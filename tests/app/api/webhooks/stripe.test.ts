import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/stripe/route";
import { ensureCustomer } from "@/lib/metering/billing/ensure-customer";
import { selectPayments } from "@/lib/providers/payments/select";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeStripe, STRIPE_KEY, type FakeStripe } from "../../../fakes/stripe";

const [OLD, NEW] = [`whsec_${"o".repeat(32)}`, `whsec_${"n".repeat(32)}`];
let stripe: FakeStripe;
let world: TestWorld;
let company: Company;
let customer: string;
beforeAll(async () => {
  stripe = await fakeStripe();
  world = await createTestWorld({
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET: `${OLD}, ${NEW}`,
    STRIPE_API_URL: stripe.url,
  });
  company = await world.company();
  customer = await ensureCustomer(company.owner, selectPayments());
});
afterAll(async () => {
  await world.close();
  await stripe.close();
});

let count = 0;
const event = (type = "customer.subscription.updated") => ({
  id: `evt_${++count}`,
  object: "event",
  type,
  data: { object: { id: "sub_1", object: "subscription", customer, status: "active" } },
});
type Request_ = { body: string; headers: Record<string, string> };
async function post({ body, headers }: Request_) {
  const request = new Request("http://localhost/api/webhooks/stripe", { method: "POST", headers, body });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const stored = async (): Promise<string[]> =>
  (await world.admin.query<{ id: string }>("select id from payment_notices order by received_at")).rows.map(
    ({ id }) => id,
  );

test("a message signed with any of the endpoint's secrets rings", async () => {
  for (const secret of [OLD, NEW]) {
    const rung = event();
    expect(await post(stripe.delivery(rung, { secret }))).toMatchObject({ status: 200, body: { received: true } });
    expect(await stored()).toContain(rung.id);
  }
  expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).toContain("billing.sync_customer");
});

test("a type that nobody knows, and one about nothing of ours, are answered 200", async () => {
  expect((await post(stripe.delivery(event("radar.early_fraud_warning.created"), { secret: NEW }))).status).toBe(200);
  const strange = { ...event("invoice.paid"), data: { object: { id: "in_1", object: "invoice", customer: "cus_x" } } };
  expect((await post(stripe.delivery(strange, { secret: NEW }))).status).toBe(200);
});

const at = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
const signed = (more: object = {}): Request_ => stripe.delivery(event(), { secret: NEW, ...more });
const headersOf = ({ headers }: Request_): string => headers["stripe-signature"] ?? "";
const withSignature = (signature: string): Request_ => ({
  ...signed(),
  headers: { "content-type": "application/json", "stripe-signature": signature },
});
const FORGED: [string, () => Request_][] = [
  ["another secret", () => signed({ secret: `whsec_${"x".repeat(32)}` })],
  ["a changed body", () => ({ ...signed(), body: signed().body.replace("active", "unpaid") })],
  ["another body's signature", () => withSignature(headersOf(signed()))],
  ["a signature that is 301 seconds old", () => signed({ at: at(-302) })],
  ["a timestamp that was changed", () => withSignature(headersOf(signed()).replace(/t=\d+/, "t=1"))],
  ["no signature", () => ({ ...signed(), headers: { "content-type": "application/json" } })],
  ["an empty signature", () => withSignature("")],
  ["a scheme that is not ours", () => withSignature(headersOf(signed()).replace("v1=", "v0="))],
  ["a body that was parsed and written again", () => ({ ...signed(), body: `${signed().body} ` })],
];
test.each(FORGED)("%s is answered 401 and nothing is stored", async (_name, forged) => {
  const before = await stored();
  expect(await post(forged())).toMatchObject({ status: 401, body: { code: "signature.invalid" } });
  expect(await stored()).toEqual(before);
});

test("the same message again, and a signature of 299 seconds ago, are answered 200; the id is stored once", async () => {
  const again = stripe.delivery(event(), { secret: NEW, at: at(-299) });
  for (let time = 0; time < 3; time += 1) expect((await post(again)).status).toBe(200);
  const ids = await stored();
  expect(new Set(ids).size).toBe(ids.length);
});

test("a signed body that is no event is refused as such", async () => {
  expect((await post(stripe.delivery({ hello: "world" }, { secret: NEW }))).status).toBe(400);
});
