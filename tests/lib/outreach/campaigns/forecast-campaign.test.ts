import { afterAll, beforeAll, expect, test } from "vitest";
import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
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

test("another workspace has no such campaign", async () => {
  const { company, campaignId } = await world.sender();
  await expect(forecastCampaign(company.stranger, { campaignId })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
