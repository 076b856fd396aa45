import { afterAll, beforeAll, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { UpdateCampaign } from "@/lib/outreach/campaigns/schemas";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const WINDOW = { days: [1, 2, 3], from: "09:00", to: "17:00" };

test("changes what is given, leaves the rest, and the ledger names the fields", async () => {
  const { campaignId, name } = await campaignIn(world, company, "paused");
  const changed = await updateCampaign(company.owner, {
    campaignId,
    daily_limit: 25,
    send_window: WINDOW,
    step_delays_days: [0, 2, 5],
  });
  expect(changed).toMatchObject({ name, status: "paused", daily_limit: 25, step_delays_days: [0, 2, 5] });
  expect((await updateCampaign(company.owner, { campaignId, daily_limit: null })).daily_limit).toBeNull();
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ send_window: WINDOW });
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "campaign.updated");
  expect(lines.map(({ data }) => data.changed)).toEqual([
    ["daily_limit", "send_window", "step_delays_days"],
    ["daily_limit"],
  ]);
});

test("a new name of an active campaign reaches its workflows; of a paused one there is nothing to do now", async () => {
  const [active, paused] = [await campaignIn(world, company, "active"), await campaignIn(world, company, "paused")];
  await updateCampaign(company.owner, { campaignId: active.campaignId, name: "Renamed" });
  await updateCampaign(company.owner, { campaignId: paused.campaignId, name: "Renamed too" });
  await updateCampaign(company.owner, { campaignId: active.campaignId, daily_limit: 5 });
  expect(await world.jobs(company.workspaceId)).toMatchObject([
    { name: "ignition.sync_campaign", data: { campaignId: active.campaignId } },
  ]);
});

test("nothing to change, a taken name and another workspace are refused; a viewer may not", async () => {
  const [one, two] = [await campaignIn(world, company, "draft"), await campaignIn(world, company, "draft")];
  const { campaignId } = one;
  await expect(updateCampaign(company.owner, { campaignId })).rejects.toMatchObject({ kind: "invalid" });
  await expect(updateCampaign(company.owner, { campaignId, name: two.name.toUpperCase() })).rejects.toMatchObject({
    code: "campaign.name_taken",
  });
  await expect(updateCampaign(company.stranger, { campaignId, daily_limit: 1 })).rejects.toMatchObject({
    kind: "not_found",
  });
  await expect(updateCampaign(company.viewer, { campaignId, daily_limit: 1 })).rejects.toMatchObject({
    kind: "forbidden",
  });
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ name: one.name, daily_limit: null });
});

test("when the job cannot be enqueued, the name stays", async () => {
  const { campaignId, name } = await campaignIn(world, company, "active");
  await expect(
    world.withoutQueue(() => updateCampaign(company.owner, { campaignId, name: "Never" })),
  ).rejects.toThrow();
  expect((await getCampaign(company.owner, { campaignId })).name).toBe(name);
});

test.each([
  { daily_limit: 0 },
  { daily_limit: 10_001 },
  { daily_limit: 2 ** 53 },
  { step_delays_days: [] },
  { step_delays_days: [0, -1, 1] },
  { step_delays_days: [0, 366, 1] },
  { send_window: { days: [8], from: "09:00", to: "17:00" } },
  { send_window: { days: [1], from: "9", to: "17:00" } },
  { name: "   " },
  { name: "x".repeat(201) },
])("%j is refused before anything is asked of the database", (change) => {
  expect(UpdateCampaign.safeParse(change).success).toBe(false);
});
