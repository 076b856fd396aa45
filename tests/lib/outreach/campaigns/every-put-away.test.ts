import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { recordPutAway } from "@/lib/outreach/campaigns/record-put-away";
import { sweepPutAway } from "@/lib/outreach/campaigns/sweep-put-away";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const ROWS = ["email_1", "opt_out"].map((template) => ({ template, workflow_id: template, state: "probed" }));

async function archived() {
  const { company, campaignId } = await world.sender();
  await world.admin.query("update campaigns set workflows = $2 where id = $1", [campaignId, JSON.stringify(ROWS)]);
  await archiveCampaign(company.owner, { campaignId });
  const states = async () => (await getCampaign(company.owner, { campaignId })).workflows.map(({ state }) => state);
  const lines = async () =>
    (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "campaign.workflows_removed");
  return { company, campaignId, states, lines };
}

test("the row says which workflows n8n has put away, and once none is left the ledger says so, once", async () => {
  const { company, campaignId, states, lines } = await archived();
  await recordPutAway(company.job, { campaignId, archived: ["email_1"] });
  expect(await states()).toEqual(["archived", "probed"]);
  await recordPutAway(company.job, { campaignId, archived: ["email_1", "opt_out"] });
  expect(await states()).toEqual(["archived", "archived"]);
  expect(await lines()).toEqual([]);
  await recordPutAway(company.job, { campaignId, removed: true });
  await recordPutAway(company.job, { campaignId, removed: true });
  expect(await states()).toEqual([]);
  expect(await lines()).toHaveLength(1);
});

test("a campaign that is not archived keeps its row; a viewer and another workspace change nothing", async () => {
  const { company, campaignId, states } = await archived();
  const other = await world.sender();
  await world.admin.query("update campaigns set workflows = $2 where id = $1", [
    other.campaignId,
    JSON.stringify(ROWS),
  ]);
  await recordPutAway(other.company.job, { campaignId: other.campaignId, removed: true });
  expect((await getCampaign(other.company.owner, { campaignId: other.campaignId })).workflows).toHaveLength(2);
  const removing = { campaignId, removed: true } as const;
  await expect(recordPutAway(company.viewer, removing)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(recordPutAway(company.stranger, removing)).rejects.toMatchObject({ code: "campaign.not_found" });
  expect(await states()).toEqual(["probed", "probed"]);
});

test("thirty days after a campaign was archived its job is asked for, night after night while workflows are left", async () => {
  const { company, campaignId } = await archived();
  const after = (days: number) => ({ ...world.system(), now: () => new Date(Date.now() + days * 86_400_000) });
  const asked = async () => {
    const jobs = await world.jobs(company.workspaceId);
    return jobs.filter(({ name, data }) => name === "ignition.sync_campaign" && data["campaignId"] === campaignId);
  };
  await world.admin.query("delete from pgboss.job where name = 'ignition.sync_campaign'");
  await sweepPutAway(after(29));
  expect(await asked()).toEqual([]);
  await sweepPutAway(after(31));
  expect(await asked()).toHaveLength(1);
  await recordPutAway(company.job, { campaignId, removed: true });
  await world.admin.query("delete from pgboss.job where name = 'ignition.sync_campaign'");
  await sweepPutAway(after(32));
  expect(await asked()).toEqual([]);
});
