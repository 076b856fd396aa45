import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { workflowValues } from "@/lib/operations/ignition/workflow-values";
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
  });
  expect(JSON.stringify(values)).not.toContain(token);
});
