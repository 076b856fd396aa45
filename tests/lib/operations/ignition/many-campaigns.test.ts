import { afterAll, beforeAll, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

/** `npm run bench -- campaigns` measures fifty of them with a real n8n. */
const CAMPAIGNS = 15;

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld({ LOCAL_MODE: "true" });
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

test(
  "campaigns that are activated all at once are all active with seven workflows each, although n8n is in trouble meanwhile",
  {
    timeout: 600_000,
  },
  async () => {
    const company = await world.readyCompany();
    await world.launch(company);
    await world.run(company);
    const { workspaceId, owner } = company;
    const trouble = (action: "DEPLOY_WORKFLOW" | "ACTIVATE_WORKFLOW" | "PROBE_WEBHOOK", after: number): void =>
      world.sidecar.misbehave(workspaceId, action, "trouble", { times: 1, after });
    for (const after of [10, 40, 80]) trouble("DEPLOY_WORKFLOW", after);
    for (const after of [20, 60]) trouble("ACTIVATE_WORKFLOW", after);
    trouble("PROBE_WEBHOOK", 50);
    let underWay = 0;
    let most = 0;
    world.sidecar.onCall(async ({ action }) => {
      if (action !== "ACTIVATE_WORKFLOW") return;
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
    });

    // A founder is answered while the jobs wait: nothing here asks n8n.
    const asked = world.sidecar.calls.length;
    await Promise.all(
      Array.from({ length: CAMPAIGNS - 1 }, async (_, number) => {
        const { id } = await createCampaign(owner, { name: `Campaign ${number}` });
        await activateCampaign(owner, { campaignId: id });
      }),
    );
    expect(world.sidecar.calls).toHaveLength(asked);

    await startWorkers();
    const byStatus = async (): Promise<Record<string, number>> => {
      const { rows } = await world.admin.query<{ status: string; n: number }>(
        "select status, count(*)::int as n from campaigns where workspace_id = $1 group by 1",
        [workspaceId],
      );
      return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    };
    await expect.poll(byStatus, { timeout: 540_000, interval: 500 }).toEqual({ active: CAMPAIGNS });

    const { workflows } = world.sidecar.instance(workspaceId);
    expect(workflows.filter(({ active }) => active)).toHaveLength(7 * CAMPAIGNS);
    expect(new Set(workflows.map(({ key }) => key)).size).toBe(7 * CAMPAIGNS);
    const { rows } = await world.admin.query<{ state: string; n: number }>(
      "select row ->> 'state' as state, count(*)::int as n from campaigns, jsonb_array_elements(workflows) row where workspace_id = $1 group by 1",
      [workspaceId],
    );
    expect(rows).toEqual([{ state: "probed", n: 7 * CAMPAIGNS }]);
    // Two campaigns at a time, each of which publishes one workflow after the other.
    expect(most).toBeLessThanOrEqual(2);
  },
);
