import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { refreshCampaigns } from "@/lib/operations/ignition/refresh-campaigns";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("each active or paused campaign is deployed anew, a draft is not", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  await world.run(company);
  await createCampaign(company.owner, { name: "Still a draft" });
  const { id } = await createCampaign(company.owner, { name: "Paused" });
  await world.admin.query("update campaigns set status = 'paused' where id = $1", [id]);
  await refreshCampaigns(company.job);
  const syncs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "ignition.sync_campaign");
  expect(syncs).toHaveLength(2);
});

test("before a launch nothing is deployed, and a viewer may not ask for it", async () => {
  const company = await world.readyCompany();
  await refreshCampaigns(company.job);
  expect((await world.jobs(company.workspaceId)).filter(({ name }) => name === "ignition.sync_campaign")).toEqual([]);
  await expect(refreshCampaigns(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
