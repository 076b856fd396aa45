import { afterAll, beforeAll, expect, test } from "vitest";
import { runCampaignStep } from "@/lib/operations/ignition/run-campaign-step";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
let campaignId: string;
beforeAll(async () => {
  world = await createIgnitionWorld();
  company = await world.readyCompany();
  await world.launch(company);
  campaignId = (await world.run(company)).campaign_id ?? "";
});
afterAll(() => world.close());

const triggers = () => world.sidecar.calls.filter(({ action }) => action === "TRIGGER_TEST");

test.each([
  ["preparation", "email-preparation"],
  ["email_1", "email-1"],
  ["email_2", "email-2"],
  ["email_3", "email-3"],
] as const)("%s calls the campaign's own webhook with a token that is good for that alone", async (step, path) => {
  await runCampaignStep(company.job, { campaignId, step });
  expect(triggers().at(-1)?.payload).toMatchObject({
    path: `greenlight/${campaignId}/${path}`,
    headers: { authorization: expect.stringMatching(/^Bearer ey/) },
  });
});

test("the same job done twice is one command, another job another one", async () => {
  await runCampaignStep(company.job, { campaignId, step: "email_1" });
  await runCampaignStep(company.job, { campaignId, step: "email_1" });
  await runCampaignStep({ ...company.job, requestId: "another" }, { campaignId, step: "email_1" });
  const [one, two, three] = triggers()
    .slice(-3)
    .map(({ commandId }) => commandId);
  expect(one).toBe(two);
  expect(three).not.toBe(one);
});

test("a workflow that is not published is worth another try and says what n8n answered", async () => {
  await world.sidecar.misbehave(company.workspaceId, "TRIGGER_TEST", "trouble", { times: 1 });
  await expect(runCampaignStep(company.job, { campaignId, step: "email_1" })).rejects.toMatchObject({
    retryable: true,
  });
  const elsewhere = { campaignId: "00000000-0000-4000-8000-000000000000", step: "email_1" } as const;
  await expect(runCampaignStep(company.job, elsewhere)).rejects.toMatchObject({
    code: "workflow.run_refused",
    retryable: true,
    message: expect.stringContaining("404"),
  });
});

test("before a launch it says to launch; a viewer may not", async () => {
  const fresh = await world.readyCompany();
  await expect(runCampaignStep(fresh.job, { campaignId, step: "email_1" })).rejects.toMatchObject({
    code: "ignition.not_launched",
    retryable: false,
  });
  const { signal } = company.job;
  await expect(runCampaignStep({ ...company.viewer, signal }, { campaignId, step: "email_1" })).rejects.toMatchObject({
    kind: "forbidden",
  });
});
