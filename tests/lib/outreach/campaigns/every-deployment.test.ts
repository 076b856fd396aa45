import { afterAll, beforeAll, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { recordDeployment } from "@/lib/outreach/campaigns/record-deployment";
import { recordAttempt } from "@/lib/outreach/campaigns/record-attempt";
import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import { beginDeployment } from "@/lib/outreach/campaigns/begin-deployment";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const workflows = [{ template: "email_1", workflow_id: "wf1" }];
const lastLine = async (): Promise<unknown> => (await world.ledger(company.workspaceId)).at(-1);

test("a deployed campaign is active, knows its workflows, and the ledger counts them", async () => {
  const { campaignId } = await campaignIn(world, company, "deploying");
  expect(await recordDeployment(company.job, { campaignId, workflows })).toMatchObject({ status: "active", workflows });
  expect(await lastLine()).toMatchObject({
    event_type: "campaign.deployed",
    data: { campaignId, workflows: 1 },
    actor_type: "job",
  });
  expect(await recordDeployment(company.job, { campaignId, workflows: [] })).toMatchObject({ status: "active" });
});

test.each(["draft", "completed", "archived", "failed"] as const)("a %s campaign cannot be deployed", async (status) => {
  const { campaignId } = await campaignIn(world, company, status);
  await expect(recordDeployment(company.job, { campaignId, workflows })).rejects.toMatchObject({
    code: "campaign.illegal_transition",
  });
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ status, workflows: [] });
});

test("a deployment that failed says why; a campaign that was not deploying is left alone", async () => {
  const { campaignId } = await campaignIn(world, company, "deploying");
  await failDeployment(company.job, { campaignId, reason: "No mail account." });
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({
    status: "failed",
    failure: "No mail account.",
    workflows: [],
  });
  expect(await lastLine()).toMatchObject({ event_type: "campaign.failed", data: { reason: "No mail account." } });

  const active = await campaignIn(world, company, "active");
  const lines = await world.ledger(company.workspaceId);
  await failDeployment(company.job, { campaignId: active.campaignId, reason: "late" });
  expect(await getCampaign(company.owner, active)).toMatchObject({ status: "active", failure: null });
  expect(await world.ledger(company.workspaceId)).toEqual(lines);
});

test.each(["draft", "failed", "deploying"] as const)(
  "a %s campaign is deploying, asked once or twice",
  async (status) => {
    const { campaignId } = await campaignIn(world, company, status);
    for (let times = 0; times < 2; times += 1) {
      expect(await beginDeployment(company.job, { campaignId })).toMatchObject({ status: "deploying" });
    }
  },
);

test("an archived campaign is not deployed; another workspace's is not here; a viewer may not", async () => {
  const { campaignId } = await campaignIn(world, company, "archived");
  await expect(beginDeployment(company.job, { campaignId })).rejects.toMatchObject({ kind: "conflict" });
  for (const verb of [
    () => beginDeployment(company.stranger, { campaignId }),
    () => recordDeployment(company.stranger, { campaignId, workflows }),
    () => failDeployment(company.stranger, { campaignId, reason: "no" }),
  ]) {
    await expect(verb()).rejects.toMatchObject({ code: "campaign.not_found" });
  }
  for (const verb of [
    () => beginDeployment(company.viewer, { campaignId }),
    () => recordDeployment(company.viewer, { campaignId, workflows }),
    () => failDeployment(company.viewer, { campaignId, reason: "no" }),
  ]) {
    await expect(verb()).rejects.toMatchObject({ code: "permission.missing" });
  }
});

test("an attempt that is not over keeps how far each workflow came, and neither the status nor the ledger changes", async () => {
  const { campaignId } = await campaignIn(world, company, "deploying");
  const attempt = [{ ...workflows[0]!, state: "published" as const, why: "its webhook answers 404" }];
  const lines = await world.ledger(company.workspaceId);
  await recordAttempt(company.job, { campaignId, workflows: attempt });
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ status: "deploying", workflows: attempt });
  expect(await world.ledger(company.workspaceId)).toEqual(lines);
  const paused = await campaignIn(world, company, "paused");
  await recordAttempt(company.job, { campaignId: paused.campaignId, workflows: attempt });
  expect(await getCampaign(company.owner, paused)).toMatchObject({ status: "paused", workflows: [] });
  await expect(recordAttempt(company.viewer, { campaignId, workflows })).rejects.toMatchObject({ kind: "forbidden" });
});

test("a launch that is undone takes an active campaign's deployment back; a paused one is left alone", async () => {
  const active = await campaignIn(world, company, "active");
  await failDeployment(company.job, { campaignId: active.campaignId, reason: "The launch was undone." }, [
    "deploying",
    "active",
  ]);
  expect(await getCampaign(company.owner, active)).toMatchObject({ status: "failed", workflows: [] });
  const paused = await campaignIn(world, company, "paused");
  await failDeployment(company.job, { campaignId: paused.campaignId, reason: "The launch was undone." }, [
    "deploying",
    "active",
  ]);
  expect((await getCampaign(company.owner, paused)).status).toBe("paused");
});

test("the founders are told of an active campaign that n8n made stop, and of none that they asked to be deployed or undone", async () => {
  const bell = async (campaignId: string) =>
    (
      await world.admin.query<{ title: string }>(
        "select title from notifications where workspace_id = $1 and type = 'campaign.failed' and data ->> 'campaignId' = $2",
        [company.workspaceId, campaignId],
      )
    ).rows.map(({ title }) => title);
  const [asked, undone, stopped] = [
    await campaignIn(world, company, "deploying"),
    await campaignIn(world, company, "active"),
    await campaignIn(world, company, "active"),
  ];
  const from = ["deploying", "active"] as const;
  await failDeployment(company.job, { campaignId: asked.campaignId, reason: "Email 1: no.", workflows }, from);
  await failDeployment(company.job, { campaignId: undone.campaignId, reason: "The launch was undone." }, from);
  await failDeployment(company.job, { campaignId: stopped.campaignId, reason: "Email 1: no.", workflows }, from);
  expect(await bell(asked.campaignId)).toEqual([]);
  expect(await bell(undone.campaignId)).toEqual([]);
  expect(await bell(stopped.campaignId)).toEqual([expect.stringContaining("has stopped sending: Email 1: no.")]);
});

test("a campaign that was paused while it was deployed stays paused", async () => {
  const { campaignId } = await campaignIn(world, company, "paused");
  const lines = await world.ledger(company.workspaceId);
  expect(await recordDeployment(company.job, { campaignId, workflows })).toMatchObject({ status: "paused", workflows });
  expect(await world.ledger(company.workspaceId)).toEqual(lines);
});
