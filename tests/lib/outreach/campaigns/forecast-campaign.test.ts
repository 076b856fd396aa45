import { afterAll, beforeAll, expect, test } from "vitest";
import type { Forecast } from "@/lib/outreach/campaigns/schemas";
import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { approveDrafts } from "../../../factories/approve-drafts";
import { campaignIn } from "../../../factories/campaigns";
import { sendNext, setPacing, useRealAccount } from "../paced-world";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("says what is due, why the rest waits, and how many are due on each of the next days", async () => {
  const { company, campaignId, engine, ...sender } = await world.sender();
  await world.admin.query("update campaigns set step_delays_days = '{0,2,20}' where id = $1", [campaignId]);
  await sender.drafted();
  await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await recordOutcome(engine, { claimId, status: "sent" });

  const forecast = await forecastCampaign(company.viewer, { campaignId });
  expect(forecast.time_zone).toBe("UTC");
  expect(forecast.steps.map(({ step, message }) => [step, message])).toMatchObject([
    [1, expect.any(String)],
    [2, expect.stringMatching(/^0 due: 1 wait/)],
    [3, "0 due: 2 wait for the email before them."],
  ]);
  expect(forecast.days).toContainEqual({ day: dayIn(2), step: 2, emails: 1 });
  expect(forecast.days.every(({ day }) => day >= dayIn(0) && day < dayIn(7))).toBe(true);
  expect(forecast.next_due_at).not.toBeNull();
});

test("the days keep the ramp-up and the limit per company of a real account, and a missing reply mailbox holds follow-ups", async () => {
  const sender = await world.sender();
  await useRealAccount(world, sender);
  await setPacing(world, sender, "domain_limit = 2");
  for (let lead = 0; lead < 5; lead += 1) await sender.drafted(`p${lead}@acme.example`);
  for (let lead = 0; lead < 12; lead += 1) await sender.drafted(`p${lead}@c${lead}.example`);
  await sendNext(sender);
  const { days, steps } = await forecastCampaign(sender.company.viewer, { campaignId: sender.campaignId });
  const ofDay = (day: string): number =>
    days.filter((lot) => lot.day === day).reduce((sum, { emails }) => sum + emails, 0);
  const today = ofDay(dayIn(0));
  // A window that is open all day may have only minutes left of it.
  expect(today).toBeLessThanOrEqual(9);
  expect(ofDay(dayIn(1))).toBeLessThanOrEqual(15);
  expect(days.reduce((sum, { emails }) => sum + emails, 0)).toBe(16);
  expect(new Set(days.map(({ step }) => step))).toEqual(new Set([1]));
  const codes = steps.map(({ gates }) => gates.map(({ code }) => code));
  expect(codes).toEqual([
    ["spacing.waiting"],
    ["replies.unread", "spacing.waiting"],
    ["replies.unread", "spacing.waiting"],
  ]);
});

test("tomorrow's share of a ramp-up counts today, whose share was used up", async () => {
  const sender = await world.sender();
  await useRealAccount(world, sender);
  await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0, domain_limit = 10000");
  for (let lead = 0; lead < 30; lead += 1) await sender.written();
  await approveDrafts(sender.company.owner, sender.campaignId);
  for (let sent = 0; sent < 10; sent += 1) await sendNext(sender);
  const { days } = await forecastCampaign(sender.company.viewer, { campaignId: sender.campaignId });
  expect(days).toEqual([
    { day: dayIn(1), step: 1, emails: 15 },
    { day: dayIn(2), step: 1, emails: 5 },
  ]);
});

test("a follow-up that is held until a day before its delay ends is due when both have ended, as the forecast and the next time say", async () => {
  const sender = await world.sender();
  const { company, campaignId } = sender;
  await world.admin.query("update campaigns set step_delays_days = '{0,4,0}' where id = $1", [campaignId]);
  const { leadId, email } = await sender.drafted();
  await sendNext(sender);
  const { rows } = await world.admin.query(
    `insert into reply_threads (workspace_id, thread_key, lead_id, contact_email, subject, label, why, excerpt, last_message_at)
     values ($1, $3, $2, $3, 'Re: Hello', 'out_of_office', 'away', 'Away.', now()) returning id`,
    [company.workspaceId, leadId, email],
  );
  await world.admin.query(
    `insert into genesis.sequence_holds (workspace_id, lead_id, thread_id, reason, until)
     values ($1, $2, $3, 'out_of_office', now() + interval '1 day')`,
    [company.workspaceId, leadId, rows[0]?.id],
  );
  const { days, steps } = await forecastCampaign(company.viewer, { campaignId });
  expect(days).toEqual([{ day: dayIn(4), step: 2, emails: 1 }]);
  expect(steps[1]).toMatchObject({ reasons: [{ code: "lead.held", count: 1 }] });
  for (const until of [steps[1]?.next_due_at, steps[1]?.reasons[0]?.until]) {
    expect(until?.slice(0, 10)).toBe(dayIn(4));
  }
});

test("two campaigns of one account share its limit on each day", async () => {
  const sender = await world.sender();
  const other = await campaignIn(world, sender.company, "active");
  await world.admin.query("update genesis.infrastructure_config set daily_limit = 4 where workspace_id = $1", [
    sender.company.workspaceId,
  ]);
  for (let lead = 0; lead < 5; lead += 1) await sender.drafted();
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, drafted_at)
     select workspace_id, $2, lead_id, 1, to_email, 'Other', 'Other', draft_source, drafted_at
     from genesis.sequence_emails where campaign_id = $1 and step = 1`,
    [sender.campaignId, other.campaignId],
  );
  await approveDrafts(sender.company.owner, other.campaignId);
  const forecasts: Forecast["days"][] = [];
  for (const campaignId of [sender.campaignId, other.campaignId]) {
    forecasts.push((await forecastCampaign(sender.company.viewer, { campaignId })).days);
  }
  const onDay = (days: number): number =>
    forecasts.flat().reduce((sum, { day, emails }) => sum + (day === dayIn(days) ? emails : 0), 0);
  expect([onDay(0), onDay(1), onDay(2), onDay(3)]).toEqual([4, 4, 2, 0]);
  expect(forecasts.map((days) => days.length > 0)).toEqual([true, true]);
});

test("another workspace has no such campaign", async () => {
  const { company, campaignId } = await world.sender();
  await expect(forecastCampaign(company.stranger, { campaignId })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
