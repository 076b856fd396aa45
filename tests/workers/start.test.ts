import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { startQueue } from "@/lib/platform/queue";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createIgnitionWorld, type IgnitionWorld } from "../factories/ignition-world";
import { BRAND } from "../lib/outreach/email-world";
import { waitFor } from "../support/wait-for";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

const stateOf = async (id: string): Promise<{ name: string; state: string; retry_count: number } | undefined> => {
  const query = "select name, state, retry_count from pgboss.job where id = $1";
  return (await world.admin.query(query, [id])).rows[0];
};
const deadLetters = async (campaignId: string): Promise<number> =>
  (
    await world.admin.query("select from pgboss.job where name = 'dead_letter' and data ->> 'campaignId' = $1", [
      campaignId,
    ])
  ).rowCount ?? -1;

test("a launch is driven to active by the worker", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  await waitFor(async () => (await getIgnitionStatus(company.owner)).status === "active", { what: "active" });
  expect(world.sidecar.instance(company.workspaceId).workflows).toHaveLength(7);
});

test("a job enqueued in a transaction starts at once, not at the next poll", async () => {
  const company = await world.company();
  const starts: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const { id: campaignId } = await createCampaign(company.owner, { name: `Campaign ${n}` });
    const began = performance.now();
    await activateCampaign(company.owner, { campaignId });
    await waitFor(async () => (await getCampaign(company.owner, { campaignId })).status === "failed", {
      everyMs: 5,
      what: "the job ran",
    });
    starts.push(performance.now() - began);
  }
  expect(starts.toSorted((a, b) => a - b)[2]).toBeLessThan(1_000);
});

test("a poison job goes to the dead letter at once, and the queue moves on", async () => {
  const company = await world.company();
  const boss = await startQueue("worker");
  const campaignId = randomUUID();
  const poison = [
    { workspaceId: company.workspaceId, campaignId },
    { workspaceId: "no uuid", campaignId },
    { campaignId, workspaceId: null },
  ];
  const ids = await Promise.all(
    poison.map((data, index) => boss.send("ignition.sync_campaign", data, { singletonKey: `poison-${index}` })),
  );
  const { id: next } = await createCampaign(company.owner, { name: "Next" });
  await activateCampaign(company.owner, { campaignId: next });
  await waitFor(async () => (await getCampaign(company.owner, { campaignId: next })).status === "failed", {
    what: "the job behind the poison",
  });
  await waitFor(async () => (await deadLetters(campaignId)) === poison.length, { what: "three dead letters" });
  for (const id of ids) expect(await stateOf(id ?? "")).toMatchObject({ state: "failed", retry_count: 0 });
});

test("trouble that may pass is retried by the queue", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  const { campaign_id } = await waitFor(
    async () => {
      const view = await getIgnitionStatus(company.owner);
      return view.status === "active" && view;
    },
    { what: "active" },
  );
  const campaignId = campaign_id ?? "";
  world.sidecar.misbehave(company.workspaceId, "TRIGGER_TEST", "trouble", { times: 1 });
  const boss = await startQueue("worker");
  const payload = { workspaceId: company.workspaceId, campaignId, step: "email_1" };
  const id = (await boss.send("ignition.run_campaign_step", payload)) ?? "";
  await waitFor(async () => (await stateOf(id))?.state === "completed", { what: "the second try" });
  expect(await stateOf(id)).toMatchObject({ retry_count: 1 });
  const commands = world.sidecar.calls.filter(({ action }) => action === "TRIGGER_TEST");
  expect(new Set(commands.map(({ commandId }) => commandId))).toEqual(new Set([id]));
});

test("an announced event is carried through to its subscriber's job", async () => {
  const { owner, workspaceId } = await world.company();
  await saveBrand(owner, BRAND);
  const done = async (): Promise<boolean> => {
    const { rows } = await world.admin.query<{ state: string }>(
      "select state from pgboss.job where name = 'ignition.refresh_campaigns' and data ->> 'workspaceId' = $1",
      [workspaceId],
    );
    return rows[0]?.state === "completed";
  };
  await waitFor(done, { what: "the campaigns were refreshed" });
  expect(await done()).toBe(true);
});
