import { afterAll, beforeAll, expect, test } from "vitest";
import { getLead } from "@/lib/outreach/leads/get-lead";
import { recordEvents } from "@/lib/metering/events/record-events";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { claimed, draftedPerson, SCHEDULE } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  await world.admin.query(
    "insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit) values ($1, $2, $3, $4)",
    [company.workspaceId, SCHEDULE.time_zone, SCHEDULE.send_window, SCHEDULE.daily_limit],
  );
});
afterAll(() => world.close());

test("the timeline tells what was drafted, sent with its text, heard, and why it ended", async () => {
  const { leadId, email, campaignId } = await draftedPerson(world, company);
  await claimed(world, { leadId, step: 1, status: "sent", minutesAgo: 30 });
  await world.admin.query("update genesis.sequence_emails set sent_at = claimed_at where lead_id = $1 and step = 1", [
    leadId,
  ]);
  const event = { contact_email: email, campaign_id: campaignId, step: 1 };
  await recordEvents(company.job, [
    { ...event, event_type: "sent", idempotency_key: `${leadId}:sent` },
    {
      ...event,
      event_type: "replied",
      idempotency_key: `${leadId}:replied`,
      subject: "Re: Hello",
      body: "Yes, Tuesday",
    },
  ]);
  const { timeline, progress, status } = await getLead(company.viewer, { leadId });
  expect(status).toBe("replied");
  expect(timeline.map(({ kind, step }) => [kind, step]).toSorted()).toEqual([
    ["added", null],
    ["drafted", 1],
    ["drafted", 2],
    ["drafted", 3],
    ["replied", 1],
    ["sent", 1],
    ["stopped", null],
  ]);
  expect(timeline.find(({ kind }) => kind === "sent")).toMatchObject({ subject: "Hello", body: "Text" });
  expect(timeline.find(({ kind }) => kind === "replied")).toMatchObject({ subject: "Re: Hello", body: "Yes, Tuesday" });
  expect(timeline.find(({ kind }) => kind === "stopped")).toMatchObject({ detail: "replied" });
  expect(progress).toMatchObject({ campaign_id: campaignId, steps: 3, sent: 1 });
});

test("the next email is named with the moment it can leave, inside the sending window", async () => {
  const { leadId } = await draftedPerson(world, company);
  await claimed(world, { leadId, step: 1, status: "sent", minutesAgo: 1 });
  await world.admin.query("update genesis.sequence_emails set sent_at = claimed_at where lead_id = $1 and step = 1", [
    leadId,
  ]);
  const { progress } = await getLead(company.owner, { leadId });
  expect(progress).toMatchObject({ next_step: 2, next_status: "drafted" });
  const at = new Date(progress?.next_at ?? "");
  const berlin = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", weekday: "short", hour: "2-digit" });
  expect(at.getTime()).toBeGreaterThan(Date.now() + 2.9 * 86_400_000);
  expect(berlin.format(at)).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? (09|1[0-6])$/);
});

test("a stranger finds no lead", async () => {
  const { leadId } = await draftedPerson(world, company);
  await expect(getLead(company.stranger, { leadId })).rejects.toMatchObject({ code: "lead.not_found" });
});
