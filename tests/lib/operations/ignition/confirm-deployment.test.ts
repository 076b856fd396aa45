import { afterAll, beforeAll, expect, test } from "vitest";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { confirmDeployment } from "@/lib/operations/ignition/confirm-deployment";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("a campaign that was paused meanwhile is left alone; a viewer may not", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  const campaignId = (await world.run(company)).campaign_id ?? "";
  await pauseCampaign(company.owner, { campaignId });
  const before = await world.ledger(company.workspaceId);
  world.sidecar.unpublish(company.workspaceId, `campaign:${campaignId}:email_1`);
  await confirmDeployment(company.job, { campaignId });
  expect(await world.ledger(company.workspaceId)).toEqual(before);
  const { signal } = company.job;
  await expect(confirmDeployment({ ...company.viewer, signal }, { campaignId })).rejects.toMatchObject({
    kind: "forbidden",
  });
});
