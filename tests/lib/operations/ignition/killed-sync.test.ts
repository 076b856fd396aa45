import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { syncCampaign } from "@/lib/operations/ignition/sync-campaign";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import type { Company } from "../../../factories/test-world";

let world: IgnitionWorld;
let company: Company;
/** Told of each command; the world's listeners stay for the whole file. */
let onCommand: () => void = () => undefined;
beforeAll(async () => {
  world = await createIgnitionWorld();
  company = await world.readyCompany();
  await world.launch(company);
  await world.run(company);
  world.sidecar.onCall(() => onCommand());
});
afterAll(() => world.close());

/** A campaign's job whose worker is killed when n8n has been given so many commands; answers how many it gave. */
async function syncKilledAt(campaignId: string, command: number): Promise<number> {
  const killed = new AbortController();
  let given = 0;
  onCommand = () => {
    given += 1;
    if (given === command) killed.abort(new Error("the worker was killed"));
  };
  await syncCampaign({ ...company.job, signal: killed.signal }, { campaignId }).catch((error: unknown) => {
    if (!killed.signal.aborted) throw error;
  });
  onCommand = () => undefined;
  return given;
}

test(
  "killed at any command to n8n, the next run ends with seven workflows that answer, and never an eighth",
  {
    timeout: 180_000,
  },
  async () => {
    const mine = (campaignId: string) =>
      world.sidecar.instance(company.workspaceId).workflows.filter(({ key }) => key.includes(campaignId));
    let whole = Number.POSITIVE_INFINITY;
    for (let command = 1; command < whole; command += 3) {
      const { id: campaignId } = await createCampaign(company.owner, { name: `Killed at ${command}` });
      await activateCampaign(company.owner, { campaignId });
      const given = await syncKilledAt(campaignId, command);
      if (given < command) whole = given;
      await syncCampaign(company.job, { campaignId });
      expect(mine(campaignId)).toHaveLength(7);
      expect(mine(campaignId).every(({ active }) => active)).toBe(true);
      const { status, workflows } = await getCampaign(company.owner, { campaignId });
      expect([status, workflows.map(({ state }) => state)]).toEqual(["active", Array<string>(7).fill("probed")]);
    }
    // The last one was not killed: every command before it was.
    expect(whole).toBeGreaterThan(20);
  },
);
