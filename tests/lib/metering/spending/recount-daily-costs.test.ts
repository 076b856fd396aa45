import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { recountDailyCosts } from "@/lib/metering/spending/recount-daily-costs";
import { CostEvent } from "@/lib/metering/spending/schemas";
import { refreshRollups } from "@/lib/metering/metrics/refresh-rollups";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { setTimeZone, webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

test("a changed time zone moves model calls to their days there", async () => {
  const call = CostEvent.parse({ provider: "openai", model: "gpt-4o", tokens_in: 10, tokens_out: 5, cost_usd: 0.25 });
  const spent = (at: string) => recordCosts({ ...webhookOf(company), now: () => new Date(at) }, [call]);
  await spent("2026-03-01T23:30:00Z");
  await spent("2026-03-01T12:00:00Z");
  const costs = async (): Promise<unknown> => {
    const { rows } = await world.admin.query(
      "select day::text, calls, tokens_in::int as tokens, cost_usd::float8 as cost from daily_costs where workspace_id = $1 order by day",
      [company.workspaceId],
    );
    return rows;
  };
  expect(await costs()).toEqual([{ day: "2026-03-01", calls: 2, tokens: 20, cost: 0.5 }]);
  await setTimeZone(world, company, "Europe/Helsinki");
  const drifts = async () =>
    (await refreshRollups(world.system())).filter((drift) => drift.workspace_id === company.workspaceId);
  expect(await drifts()).toHaveLength(2);
  await withTransaction(company.job, recountDailyCosts);
  expect(await costs()).toEqual([
    { day: "2026-03-01", calls: 1, tokens: 10, cost: 0.25 },
    { day: "2026-03-02", calls: 1, tokens: 10, cost: 0.25 },
  ]);
  expect(await drifts()).toEqual([]);
});
