import { afterAll, beforeAll, expect, test } from "vitest";
import { runNow } from "@/lib/outreach/campaigns/run-now";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test.each(["preparation", "email_1", "email_2", "email_3"] as const)("asks for %s: one line, one job", async (step) => {
  company = await world.company();
  const { campaignId } = await campaignIn(world, company, "active");
  expect(await runNow(company.owner, { campaignId, step })).toMatchObject({ accepted: true, due: 0, sending: 0 });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.run_requested",
    data: { campaignId, step },
  });
  expect(await world.jobs(company.workspaceId)).toMatchObject([
    { name: "ignition.run_campaign_step", data: { workspaceId: company.workspaceId, campaignId, step } },
  ]);
});

test("pressed ten times before anything runs, one job waits", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  await Promise.all(Array.from({ length: 10 }, () => runNow(company.owner, { campaignId, step: "email_1" })));
  const waiting = (await world.jobs(company.workspaceId)).filter(({ data }) => data.campaignId === campaignId);
  expect(waiting).toHaveLength(1);
});

test.each(["draft", "deploying", "paused", "completed", "archived", "failed"] as const)(
  "a %s campaign runs nothing and says what to do",
  async (status) => {
    const { campaignId } = await campaignIn(world, company, status);
    const before = await world.jobs(company.workspaceId);
    await expect(runNow(company.owner, { campaignId, step: "email_1" })).rejects.toMatchObject({
      kind: "impossible",
      code: "campaign.not_active",
      message: `This campaign is ${status}. Activate it first.`,
    });
    expect(await world.jobs(company.workspaceId)).toEqual(before);
  },
);

test("another workspace's campaign is not here; a viewer may not", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const before = await world.jobs(company.workspaceId);
  await expect(runNow(company.stranger, { campaignId, step: "email_1" })).rejects.toMatchObject({ kind: "not_found" });
  await expect(runNow(company.viewer, { campaignId, step: "email_1" })).rejects.toMatchObject({ kind: "forbidden" });
  expect(await world.jobs(company.workspaceId)).toEqual(before);
});

test("when the job cannot be enqueued, the ledger does not say that it was asked for", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const before = await world.ledger(company.workspaceId);
  await expect(world.withoutQueue(() => runNow(company.owner, { campaignId, step: "email_1" }))).rejects.toThrow();
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});
