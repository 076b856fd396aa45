import { afterAll, beforeAll, expect, test } from "vitest";
import { unpublishCampaign } from "@/lib/operations/ignition/unpublish-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("all but the named are unpublished, also one whose owner note is gone; a company that never launched has none", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  const campaignId = (await world.run(company)).campaign_id ?? "";
  world.sidecar.loseNote(company.workspaceId, `campaign:${campaignId}:email_1`);
  expect(await unpublishCampaign(company.job, { campaignId, keep: ["opt_out"] })).toBe(true);
  const published = world.sidecar.instance(company.workspaceId).workflows.filter(({ active }) => active);
  expect(published.map(({ key }) => key)).toEqual([`campaign:${campaignId}:opt_out`]);

  const { signal } = company.job;
  await expect(unpublishCampaign({ ...company.viewer, signal }, { campaignId, keep: [] })).rejects.toMatchObject({
    kind: "forbidden",
  });
  const fresh = await world.readyCompany();
  expect(await unpublishCampaign(fresh.job, { campaignId, keep: [] })).toBe(false);
});
