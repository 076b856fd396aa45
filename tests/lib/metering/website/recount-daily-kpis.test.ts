import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordAnalytics } from "@/lib/metering/website/record-analytics";
import { recordPayments } from "@/lib/metering/website/record-payments";
import { recountDailyKpis } from "@/lib/metering/website/recount-daily-kpis";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { setTimeZone } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const AT = "2026-03-01T12:00:00Z";

test("a changed time zone moves a company's visits and payments to their days there, each with its currency", async () => {
  const { projectId, owner } = company;
  for (const [id, occurred_at] of Object.entries({ late: "2026-03-01T23:30:00Z", noon: AT })) {
    await recordAnalytics(owner, { projectId, body: { event_id: id, name: "pageview", occurred_at } });
    const paid = { event_id: id, type: "payment.succeeded", amount_cents: 100, currency: "EUR", occurred_at };
    await recordPayments(owner, { projectId, body: paid });
  }
  await recordPayments(owner, { projectId, body: { event_id: "s", type: "subscription.paused", occurred_at: AT } });
  const kpis = async (): Promise<string[]> => {
    const { rows } = await world.admin.query<{ line: string }>(
      `select concat_ws(' ', day, name, currency, events, amount_cents) as line
       from project_daily_kpis where workspace_id = $1 order by day, name`,
      [company.workspaceId],
    );
    return rows.map(({ line }) => line);
  };
  expect(await kpis()).toEqual([
    "2026-03-01 pageview  2 0",
    "2026-03-01 payment.succeeded EUR 2 200",
    "2026-03-01 subscription.paused  1 0",
  ]);
  await setTimeZone(world, company, "Europe/Helsinki");
  await withTransaction(company.job, recountDailyKpis);
  await withTransaction(company.job, recountDailyKpis);
  expect(await kpis()).toEqual([
    "2026-03-01 pageview  1 0",
    "2026-03-01 payment.succeeded EUR 1 100",
    "2026-03-01 subscription.paused  1 0",
    "2026-03-02 pageview  1 0",
    "2026-03-02 payment.succeeded EUR 1 100",
  ]);
});
