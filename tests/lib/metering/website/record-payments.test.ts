import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordPayments } from "@/lib/metering/website/record-payments";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const paid = (more: object = {}): object => ({
  event_id: randomUUID(),
  type: "payment.succeeded",
  amount_cents: 4_900,
  currency: "eur",
  ...more,
});
const record = (body: unknown): ReturnType<typeof recordPayments> =>
  recordPayments(webhookOf(company), { projectId: company.projectId, body });
const revenue = async (): Promise<unknown> =>
  (await getKpis(company.owner, { projectId: company.projectId })).last_7_days;

test("a payment is revenue and a ledger line; refunds are shown beside it, failures do not count", async () => {
  await record([
    paid(),
    paid({ amount_cents: 100 }),
    paid({ type: "payment.failed" }),
    paid({ type: "payment.refunded", amount_cents: 1_000 }),
    { event_id: randomUUID(), type: "subscription.started" },
  ]);
  expect(await revenue()).toMatchObject({ succeeded_payments: 2, revenue_cents: 5_000, refunded_cents: 1_000 });
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "payment.reported");
  expect(lines.map(({ message }) => message).toSorted()).toEqual([
    "A payment of 1.00 EUR was received.",
    "A payment of 10.00 EUR was refunded.",
    "A payment of 49.00 EUR failed.",
    "A payment of 49.00 EUR was received.",
    "Subscription started",
  ]);
});

test.each([
  ["JPY", 5_000, "5000 JPY"],
  ["KWD", 5_001, "5.001 KWD"],
  ["ZZZ", 100_000_000_000, "1000000000.00 ZZZ"],
])("an amount of %s has that currency's digits", async (currency, amount_cents, money) => {
  await record([paid({ currency, amount_cents })]);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(`A payment of ${money} was received.`);
});

test("reported 100 times at once it is paid once", async () => {
  const same = paid();
  const answers = await Promise.all(Array.from({ length: 100 }, () => record(same)));
  expect(answers.filter((answer) => "event_id" in answer && !answer.deduped)).toHaveLength(1);
  expect(await revenue()).toMatchObject({ succeeded_payments: 1, revenue_cents: 4_900 });
});

test("of two with one id in a batch the first is stored, and told in the ledger", async () => {
  const pairs = Array.from({ length: 50 }, () => randomUUID());
  await record([1, 2].flatMap((amount_cents) => pairs.map((event_id) => paid({ event_id, amount_cents }))));
  expect(await revenue()).toMatchObject({ succeeded_payments: 50, revenue_cents: 50 });
});

test("currencies are never added up", async () => {
  await record([paid(), paid(), paid({ currency: "USD", amount_cents: 700 })]);
  expect(await revenue()).toMatchObject({
    revenue_cents: 9_800,
    other_currencies: [{ currency: "USD", revenue_cents: 700, refunded_cents: 0 }],
  });
});

test.each([
  ["no amount", { amount_cents: undefined }, "amount_cents is required"],
  ["no currency", { currency: undefined }, "currency is required with an amount, and only then"],
  ["half a cent", { amount_cents: 0.5 }, "amount_cents must be whole cents"],
  ["a negative amount", { amount_cents: -1 }, "amount_cents may not be negative"],
  ["10^308", { amount_cents: 1e308 }, "amount_cents"],
  ["an unknown type", { type: "payment.imagined" }, "type must be payment.succeeded"],
])("%s is rejected alone, with a sentence", async (_what, more, sentence) => {
  expect(await record([paid(), paid(more)])).toMatchObject({
    accepted: 1,
    rejected: [{ index: 1, error: expect.stringContaining(sentence) }],
  });
});

test("a reader records nothing", async () => {
  const input = { projectId: company.projectId, body: paid() };
  await expect(recordPayments(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await revenue()).toMatchObject({ succeeded_payments: 0 });
});
