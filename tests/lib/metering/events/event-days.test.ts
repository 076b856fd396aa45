import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordEvents } from "@/lib/metering/events/record-events";
import type { NewEvent } from "@/lib/metering/events/schemas";
import { NewEvent as EventSchema } from "@/lib/metering/events/schemas";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anEvent, setTimeZone, traces, webhookOf } from "./event-factory";

let world: TestWorld;
let company: Company;
let webhook: WorkspaceCtx;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  webhook = webhookOf(company);
});
afterAll(() => world.close());

const days = async (): Promise<Record<string, number>> => {
  const { rows } = await world.admin.query<{ day: string; sends: number }>(
    "select day::text, sum(sends)::int as sends from daily_stats where workspace_id = $1 group by day order by day",
    [company.workspaceId],
  );
  return Object.fromEntries(rows.map(({ day, sends }) => [day, sends]));
};
const at = (...times: string[]): Promise<unknown> =>
  recordEvents(
    webhook,
    times.map((event_ts) => anEvent({ event_ts })),
  );

describe("an event counts on its day in the workspace's time zone", () => {
  test("in spring, when an hour is missing", async () => {
    await setTimeZone(world, company, "America/New_York");
    // 8 March 2026 begins at 05:00 UTC and, an hour short, ends at 04:00 UTC.
    await at("2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z");
    expect(await days()).toEqual({ "2026-03-07": 1, "2026-03-08": 2, "2026-03-09": 1 });
  });

  test("in autumn, when an hour comes twice", async () => {
    await setTimeZone(world, company, "Europe/Berlin");
    // 25 October 2026 begins at 22:00 UTC the day before and lasts 25 hours.
    await at("2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
    await at("2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z");
    expect(await days()).toEqual({ "2026-10-24": 1, "2026-10-25": 4, "2026-10-26": 1 });
  });

  test("where clocks move by half an hour, and where a day was left out", async () => {
    await setTimeZone(world, company, "Australia/Lord_Howe");
    await at("2026-04-04T12:59:59Z", "2026-04-04T13:00:00Z", "2026-04-05T13:29:59Z", "2026-04-05T13:30:00Z");
    expect(await days()).toEqual({ "2026-04-04": 1, "2026-04-05": 2, "2026-04-06": 1 });
    company = await world.company();
    webhook = webhookOf(company);
    await setTimeZone(world, company, "Pacific/Apia");
    // There was no 30 December 2011 in Samoa.
    await at("2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z");
    expect(await days()).toEqual({ "2011-12-29": 1, "2011-12-31": 1 });
  });

  test("any offset, however late or out of order it arrives", async () => {
    await setTimeZone(world, company, "Asia/Kolkata");
    await at("2026-06-02T00:00:00+05:30", "2026-06-01T18:30:00Z", "2026-06-01T11:30:00-07:00");
    await at("2026-06-01T18:29:59Z", "2025-01-01T00:00:00Z");
    expect(await days()).toEqual({ "2025-01-01": 1, "2026-06-01": 1, "2026-06-02": 3 });
  });

  test("a clock that is five minutes fast is believed, over midnight too; a day fast it is not", async () => {
    const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
    expect(EventSchema.safeParse(anEvent({ event_ts: inMinutes(5) })).success).toBe(true);
    expect(EventSchema.safeParse(anEvent({ event_ts: inMinutes(25 * 60) })).success).toBe(false);
    const beforeMidnight = { ...webhook, now: () => new Date("2026-05-05T23:58:00Z") };
    await recordEvents(beforeMidnight, [anEvent({ event_ts: "2026-05-06T00:03:00Z" }), anEvent()]);
    expect(await days()).toEqual({ "2026-05-05": 1, "2026-05-06": 1 });
  });
});

describe("the names in an event", () => {
  const named = async (more: Partial<NewEvent>): Promise<void> => {
    await recordEvents(webhook, [
      anEvent({ idempotency_key: randomUUID(), event_ts: "2026-06-01T12:00:00Z", ...more }),
    ]);
  };
  const dashboard = () => getDashboardAggregate(company.owner, { start: "2026-06-01", end: "2026-06-01" });

  test("by id, by name in any case, by group: one line; an unknown name is unattributed and no campaign", async () => {
    const { campaignId, name } = await campaignIn(world, company, "active");
    const { rows } = await world.admin.query<{ id: string }>(
      "select campaign_group_id as id from campaigns where id = $1",
      [campaignId],
    );
    const groupId = rows[0]?.id ?? "";
    await named({ campaign_id: campaignId });
    await named({ campaign: name.toUpperCase() });
    await named({ campaign: name, campaign_group_id: groupId });
    await named({ campaign_group_id: groupId });
    await named({ campaign: "Nobody made me" });
    await named({});
    const { rows: counted } = await world.admin.query<{
      campaign_id: string | null;
      group: string | null;
      sends: number;
    }>(
      `select campaign_id, campaign_group_id as group, sum(sends)::int as sends from daily_stats where workspace_id = $1
       group by 1, 2 order by 3 desc, 2`,
      [company.workspaceId],
    );
    expect(counted).toEqual([
      { campaign_id: campaignId, group: groupId, sends: 3 },
      { campaign_id: null, group: null, sends: 2 },
      { campaign_id: null, group: groupId, sends: 1 },
    ]);
    const { campaigns, summary } = await dashboard();
    expect(summary.sends).toBe(6);
    expect(campaigns.filter(({ id }) => id !== null).map(({ id }) => id)).toEqual([campaignId]);
    const { rows: kept } = await world.admin.query(
      "select campaign_name from email_events where workspace_id = $1 and campaign_name like 'Nobody%'",
      [company.workspaceId],
    );
    expect(kept).toEqual([{ campaign_name: "Nobody made me" }]);
  });

  test("a test event is stored and is in no metric, ledger line or notification", async () => {
    await named({ is_test: true, event_type: "replied" });
    await named({ is_test: true });
    expect(await traces(world, company)).toMatchObject({
      events: 2,
      counted: 0,
      lines: 0,
      notifications: 0,
      emails: 0,
    });
    const { summary } = await dashboard();
    expect(summary).toMatchObject({ sends: 0, replies: 0 });
  });
});
