import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { runNow } from "@/lib/outreach/campaigns/run-now";
import { confirmRestore } from "@/lib/operations/governance/confirm-restore";
import { RefreshCampaigns } from "@/lib/operations/ignition/jobs";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { startWorkers, stopWorkers } from "@/workers/start";
import type { Company } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
  await startWorkers();
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

const heldNames = async ({ workspaceId }: Company): Promise<string[]> =>
  (
    await world.admin.query<{ name: string }>("select name from held_jobs where workspace_id = $1 order by name", [
      workspaceId,
    ])
  ).rows.map(({ name }) => name);

const untilHeld = (company: Company, names: string[]): Promise<string[]> =>
  waitFor(
    async () => {
      const held = await heldNames(company);
      return held.length === names.length && held;
    },
    { what: `${names.join(", ")} held`, everyMs: 50 },
  );

async function launched(): Promise<Company> {
  const company = await world.readyCompany();
  await world.launch(company);
  await waitFor(async () => (await getIgnitionStatus(company.owner)).status === "active", { what: "active" });
  return company;
}

const proven = (company: Company): Promise<unknown> =>
  waitFor(async () => (await world.newest(company)).state === "proven", { what: "the freeze is proven", everyMs: 50 });

test("a deployment after the unfreeze waits until the administrator confirms that emails may be sent", async () => {
  const company = await launched();
  const { workspaceId } = company;
  const { id: campaignId } = await createCampaign(company.owner, { name: "Second" });
  let frozen = false;
  world.sidecar.onCall(async (call) => {
    if (call.workspaceId !== workspaceId || call.action !== "DEPLOY_WORKFLOW" || frozen) return;
    frozen = true;
    await world.freeze(company);
  });
  await activateCampaign(company.owner, { campaignId });
  await untilHeld(company, ["ignition.sync_campaign"]);
  await proven(company);

  await world.unfreeze(company);
  // Nor does anything that is asked for now get past the administrator.
  await withTransaction(company.owner, (tx) => enqueue(tx, RefreshCampaigns, { workspaceId }));
  await untilHeld(company, ["ignition.refresh_campaigns", "ignition.sync_campaign"]);
  expect(world.published(company)).toEqual([]);
  expect((await getCampaign(company.owner, { campaignId })).status).toBe("deploying");
  const third = await createCampaign(company.owner, { name: "Third" });
  const held = { kind: "impossible", code: "workflows.held" };
  await expect(activateCampaign(company.owner, { campaignId: third.id })).rejects.toMatchObject(held);
  const [launchedOne] = (await listCampaigns(company.owner, { limit: 9 })).data.filter(
    ({ status }) => status === "active",
  );
  const first = { campaignId: launchedOne!.id, step: "email_1" } as const;
  await expect(runNow(company.owner, first)).rejects.toMatchObject(held);

  await confirmRestore(world.superAdmin(), { workspace_id: workspaceId });
  await waitFor(async () => (await getCampaign(company.owner, { campaignId })).status === "active", {
    what: "the second campaign is active",
  });
  await waitFor(async () => (await world.newest(company)).restored_at !== null, { what: "restored" });
  expect(world.published(company)).toHaveLength(14);
  await expect(runNow(company.owner, first)).resolves.toMatchObject({ accepted: true });
  expect(await heldNames(company)).toEqual([]);
});

test("frozen again meanwhile, they wait on; lifted with the confirmation, they run at once", async () => {
  const company = await launched();
  const { workspaceId } = company;
  await world.freeze(company);
  await proven(company);
  await world.unfreeze(company);
  await withTransaction(company.owner, (tx) => enqueue(tx, RefreshCampaigns, { workspaceId }));
  await untilHeld(company, ["ignition.refresh_campaigns"]);
  await world.freeze(company, "again");
  await proven(company);
  await world.unfreeze(company);
  expect(await heldNames(company)).toEqual(["ignition.refresh_campaigns"]);
  await world.freeze(company, "and again");
  await proven(company);
  await world.unfreeze(company, true);
  await waitFor(async () => (await world.newest(company)).restored_at !== null, { what: "restored" });
  expect(world.published(company)).toHaveLength(7);
  expect(await heldNames(company)).toEqual([]);
});
