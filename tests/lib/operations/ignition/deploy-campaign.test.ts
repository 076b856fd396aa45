import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { confirmDeployment } from "@/lib/operations/ignition/confirm-deployment";
import { deployCampaign } from "@/lib/operations/ignition/deploy-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
beforeEach(async () => {
  company = await world.readyCompany();
  await world.launch(company);
  campaignId = (await world.run(company)).campaign_id ?? "";
});
afterAll(() => world.close());

const instance = () => world.sidecar.instance(company.workspaceId);
const published = (): number => instance().workflows.filter(({ active }) => active).length;
const jobs = async (name: string) => (await world.jobs(company.workspaceId)).filter((job) => job.name === name);

test("makes good whatever is missing in n8n: a credential, a workflow, a publication", async () => {
  const lost = ["webhook", "gateway"];
  const before = instance().credentials.map(({ key }) => key);
  for (const key of lost) {
    world.sidecar.forget(company.workspaceId, { credential: key });
  }
  world.sidecar.forget(company.workspaceId, { workflow: `campaign:${campaignId}:email_2` });
  world.sidecar.unpublish(company.workspaceId, `campaign:${campaignId}:email_1`);
  await deployCampaign(company.job, { campaignId });
  expect(
    instance()
      .credentials.map(({ key }) => key)
      .toSorted(),
  ).toEqual(before.toSorted());
  expect(published()).toBe(7);
  const { workflows } = await getCampaign(company.owner, { campaignId });
  expect(workflows).toContainEqual(
    expect.objectContaining({ template: "email_2", webhook_path: `greenlight/${campaignId}/email-2` }),
  );
});

test("a publication that n8n takes back before the last look is made again", async () => {
  const key = `campaign:${campaignId}:email_1`;
  let takenBack = false;
  world.sidecar.onCall(async ({ action, workspaceId }) => {
    if (takenBack || workspaceId !== company.workspaceId || action !== "GET_WORKFLOW") return;
    takenBack = true;
    world.sidecar.unpublish(company.workspaceId, key);
  });
  await deployCampaign(company.job, { campaignId });
  expect(takenBack).toBe(true);
  expect(published()).toBe(7);
});

test("one that n8n takes back later is found by the look a minute afterwards, which begins a repair", async () => {
  expect(await jobs("ignition.confirm_deployment")).toHaveLength(1);
  await confirmDeployment(company.job, { campaignId });
  expect(await jobs("ignition.sync_campaign")).toEqual([]);
  world.sidecar.unpublish(company.workspaceId, `campaign:${campaignId}:email_3`);
  await confirmDeployment(company.job, { campaignId });
  expect(await jobs("ignition.sync_campaign")).toHaveLength(1);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.repair_requested",
    data: { reason: expect.stringContaining("Email 3") },
  });
});

test("before a launch it says so; a viewer may not", async () => {
  const fresh = await world.readyCompany();
  await expect(deployCampaign(fresh.job, { campaignId })).rejects.toMatchObject({ code: "ignition.not_launched" });
  const { signal } = company.job;
  await expect(deployCampaign({ ...company.viewer, signal }, { campaignId })).rejects.toMatchObject({
    kind: "forbidden",
  });
});
