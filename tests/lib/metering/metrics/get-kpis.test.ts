import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAnalytics } from "@/lib/metering/website/record-analytics";
import { recordPayments } from "@/lib/metering/website/record-payments";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { Kpis } from "@/lib/metering/metrics/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { setTimeZone, webhookOf } from "../events/event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const NOW = new Date("2026-11-20T12:00:00Z");
const kpisOf = ({ owner, projectId }: Company): Promise<Kpis> => getKpis({ ...owner, now: () => NOW }, { projectId });

async function visit({ projectId, ...company }: Company, name: string, times: string[]): Promise<void> {
  const body = times.map((occurred_at) => ({ event_id: randomUUID(), name, occurred_at }));
  await recordAnalytics(webhookOf({ projectId, ...company }), { projectId, body });
}

test("seven and thirty days, each beside as many days before", async () => {
  const company = await world.company();
  // Today, the first and the last day of each period, and a day nobody asks for.
  await visit(company, "pageview", [
    "2026-11-20T00:00:00Z",
    "2026-11-14T00:00:00Z",
    "2026-11-13T23:59:59Z",
    "2026-10-22T00:00:00Z",
    "2026-10-21T23:59:59Z",
    "2026-09-22T00:00:00Z",
    "2026-09-21T23:59:59Z",
  ]);
  await visit(company, "lead", ["2026-11-20T00:00:00Z"]);
  const kpis = await kpisOf(company);
  expect(Kpis.parse(kpis)).toEqual(kpis);
  expect(kpis.last_7_days).toMatchObject({
    traffic: 2,
    leads: 1,
    conversion: 0.5,
    previous: { traffic: 1, conversion: 0 },
  });
  expect(kpis.last_30_days).toMatchObject({ traffic: 4, leads: 1, conversion: 0.25, previous: { traffic: 2 } });
});

test("days are those of the workspace's time zone", async () => {
  const company = await world.company();
  await setTimeZone(world, company, "Pacific/Kiritimati");
  // 14 hours ahead: there it is the 21st already, and this was on the 15th.
  await visit(company, "pageview", ["2026-11-14T10:00:00Z"]);
  expect(await kpisOf(company)).toMatchObject({ last_7_days: { traffic: 1 }, time_zone: "Pacific/Kiritimati" });
});

test("a company without a visitor has no conversion, and no currency", async () => {
  const company = await world.company();
  expect(await kpisOf(company)).toMatchObject({
    last_7_days: { traffic: 0, conversion: null, revenue_cents: 0 },
    currency: null,
  });
});

test("a tie between currencies has an order, whichever came first, and each refund stands with its currency", async () => {
  const pay = async (company: Company, currencies: string[], type = "payment.succeeded"): Promise<void> => {
    const body = currencies.map((currency) => ({
      ...{ event_id: randomUUID(), type, amount_cents: 100, currency, occurred_at: "2026-11-20T00:00:00Z" },
    }));
    await recordPayments(webhookOf(company), { projectId: company.projectId, body });
  };
  for (const currencies of [
    ["USD", "EUR"],
    ["EUR", "USD"],
  ]) {
    const company = await world.company();
    for (const currency of currencies) await pay(company, [currency]);
    await pay(company, ["USD", "CHF"], "payment.refunded");
    expect(await kpisOf(company)).toMatchObject({
      currency: "EUR",
      last_7_days: {
        revenue_cents: 100,
        refunded_cents: 0,
        other_currencies: [
          { currency: "CHF", revenue_cents: 0, refunded_cents: 100 },
          { currency: "USD", revenue_cents: 100, refunded_cents: 100 },
        ],
      },
    });
  }
});

test("a company of which only a refund is known has a currency", async () => {
  const company = await world.company();
  const refund = { event_id: "r", type: "payment.refunded", amount_cents: 100, currency: "CHF", occurred_at: "2026-11-20T00:00:00Z" }; // prettier-ignore
  await recordPayments(webhookOf(company), { projectId: company.projectId, body: refund });
  expect(await kpisOf(company)).toMatchObject({ currency: "CHF", last_7_days: { refunded_cents: 100 } });
});

test("one company's numbers are not another's, in one workspace or in two", async () => {
  const [company, elsewhere] = [await world.company(), await world.company()];
  await recordPayments(webhookOf(elsewhere), {
    projectId: elsewhere.projectId,
    body: { event_id: "p", type: "payment.succeeded", amount_cents: 100, currency: "EUR" },
  });
  expect((await kpisOf(company)).last_7_days.succeeded_payments).toBe(0);
  await expect(getKpis(company.owner, { projectId: elsewhere.projectId })).rejects.toMatchObject({ kind: "not_found" });
});
