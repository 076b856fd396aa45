import { afterAll, beforeAll, expect, test } from "vitest";
import { recordEvents } from "@/lib/metering/events/record-events";
import { recountDailyStats } from "@/lib/metering/events/recount-daily-stats";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { anEvent, setTimeZone, webhookOf } from "./event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a changed time zone moves each mail event to its day there, however often it is recounted", async () => {
  const company = await world.company();
  const other = await world.company();
  for (const each of [company, other])
    await recordEvents(webhookOf(each), [
      anEvent({ event_ts: "2026-03-01T12:00:00Z" }),
      anEvent({ event_ts: "2026-03-01T23:30:00Z" }),
    ]);
  const days = async ({ workspaceId }: { workspaceId: string }): Promise<string[]> => {
    const { rows } = await world.admin.query<{ line: string }>(
      "select concat_ws(' ', day, sum(sends)) as line from daily_stats where workspace_id = $1 group by day order by day",
      [workspaceId],
    );
    return rows.map(({ line }) => line);
  };
  expect(await days(company)).toEqual(["2026-03-01 2"]);
  await setTimeZone(world, company, "Europe/Helsinki");
  await withTransaction(company.job, recountDailyStats);
  await withTransaction(company.job, recountDailyStats);
  expect(await days(company)).toEqual(["2026-03-01 1", "2026-03-02 1"]);
  expect(await days(other)).toEqual(["2026-03-01 2"]);
});
