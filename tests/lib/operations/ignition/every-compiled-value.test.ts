import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { campaignInput } from "@/lib/operations/ignition/campaign-input";
import { compileCampaign } from "@/lib/operations/ignition/compile-campaign";
import { workflowValues } from "@/lib/operations/ignition/workflow-values";
import { EVERY_MINUTES } from "@/lib/operations/watchdog/schedules";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("the founder's answers, the company's ids, and no secret", async () => {
  const company = await world.readyCompany();
  const { partitionName } = await createLeadsPartition(company.job);
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const { id: campaignId } = await createCampaign(company.owner, { name: "Spring" });
  const [workspace, campaign] = [await getWorkspace(company.owner), await getCampaign(company.owner, { campaignId })];

  const values = await workflowValues(company.job, { workspace, campaign });
  expect(values).toMatchObject({
    WORKSPACE_ID: company.workspaceId,
    WORKSPACE_SLUG: workspace.slug,
    LEADS_TABLE: `genesis.${partitionName}`,
    COMPANY_NAME: "Acme Rockets",
    SENDER_EMAIL: "ada@acme.example",
    SERVICE_1_DESCRIPTION: "Launches",
    SERVICE_3_DESCRIPTION: "",
    TIMEZONE: "UTC",
    DAILY_LIMIT: "100",
    SEND_WINDOW_CRON: expect.stringMatching(/^([0-9]|[1-5][0-9]) \* \* \* \* \*$/),
  });
  expect(JSON.stringify(values)).not.toContain(token);
});

test("fifty campaigns of one n8n are woken at seconds and minutes of their own, each always at the same ones", async () => {
  const company = await world.readyCompany();
  await createLeadsPartition(company.job);
  const workspace = await getWorkspace(company.owner);
  const campaign = await createCampaign(company.owner, { name: "Spring" });
  const ids = Array.from({ length: 50 }, (_, number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`);
  const schedulesOf = async (id: string): Promise<Record<string, string>> => {
    const values = await workflowValues(company.job, { workspace, campaign: { ...campaign, id } });
    return Object.fromEntries(Object.entries(values).filter(([name]) => name.endsWith("_CRON")));
  };
  const schedules = await Promise.all(ids.map(schedulesOf));
  expect(await Promise.all(ids.map(schedulesOf))).toEqual(schedules);
  const seconds = schedules.map(({ SEND_WINDOW_CRON = "" }) => SEND_WINDOW_CRON.split(" ")[0]);
  expect(new Set(seconds).size).toBeGreaterThan(25);
  const { email_preparation = 0, research_report = 0 } = EVERY_MINUTES;
  for (const [name, every] of [
    ["PREPARATION_CRON", email_preparation],
    ["RESEARCH_CRON", research_report],
    ["REPLIES_CRON", 5],
  ] as const) {
    const parts = schedules.map((one) => /^(\d+) (\d+)-59\/(\d+) \* \* \* \*$/.exec(one[name] ?? "") ?? []);
    expect(new Set(parts.map(([, second]) => second)).size).toBeGreaterThan(25);
    expect(new Set(parts.map(([, , , step]) => step))).toEqual(new Set([String(every)]));
    const minutes = Array.from(
      { length: every },
      (_, minute) => parts.filter(([, , of]) => of === String(minute)).length,
    );
    expect(minutes.reduce((sum, many) => sum + many, 0)).toBe(50);
    expect(Math.max(...minutes)).toBeLessThan(100 / every + 5);
  }
});

test("the seven workflows hold those values and the credentials they are given; another workspace's campaign is not compiled", async () => {
  const company = await world.readyCompany();
  await createLeadsPartition(company.job);
  const { id: campaignId } = await createCampaign(company.owner, { name: "Spring" });
  const credentialIds = { smtp: "c-mail", webhook: "c-webhook", openai_api: "c-gateway", trigger: "c-trigger" };
  const compiled = await compileCampaign(company.job, { campaignId, credentialIds });
  expect(compiled).toHaveLength(7);
  const text = JSON.stringify(compiled);
  expect(text).not.toMatch(/YOUR_[A-Z]/);
  for (const expected of [campaignId, ...Object.values(credentialIds)]) expect(text).toContain(expected);

  const other = await world.readyCompany();
  await expect(compileCampaign(other.job, { campaignId, credentialIds })).rejects.toMatchObject({ kind: "not_found" });
});

test("the input of a compilation is the same until something that the workflows hold changes", async () => {
  const company = await world.readyCompany();
  await createLeadsPartition(company.job);
  const { id: campaignId } = await createCampaign(company.owner, { name: "Spring" });
  const read = () => campaignInput(company.job, { campaignId });
  const before = await read();
  expect(await read()).toEqual(before);
  await updateCampaign(company.owner, { campaignId, name: "Summer" });
  const renamed = await read();
  expect(renamed).toEqual({ ...before, campaignName: "Summer" });
  await updateCampaign(company.owner, { campaignId, daily_limit: 7 });
  expect(await read()).toEqual({ ...renamed, values: { ...before.values, DAILY_LIMIT: "7" } });
});
