import { afterAll, beforeAll, expect, test } from "vitest";
import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
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

test("another workspace has no such campaign", async () => {
  const { company, campaignId } = await world.sender();
  await expect(forecastCampaign(company.stranger, { campaignId })).rejects.toMatchObject({
    code: "campaign.not_found",
  });
});
