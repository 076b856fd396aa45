import { afterAll, beforeAll, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { lockSequence } from "@/lib/outreach/sequence/lock-sequence";
import { withTransaction } from "@/lib/platform/transaction";
import { waitFor } from "../../../support/wait-for";
import { createEngineWorld, type EngineWorld } from "./engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const isWaiting = async (): Promise<boolean> => {
  const { rows } = await world.admin.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length > 0;
};

test("delays that are changed while the sequence gets another email wait for it, and are refused as too few", async () => {
  const { company, campaignId } = await world.sender();
  await world.admin.query("begin");
  await world.admin.query("select from genesis.sequences where campaign_id = $1 for update", [campaignId]);
  const changing = Promise.allSettled([updateCampaign(company.owner, { campaignId, step_delays_days: [0, 5, 5] })]);
  await waitFor(isWaiting, { withinMs: 10_000, everyMs: 20, what: "the change of the delays waits" });
  await world.admin.query("update campaigns set step_delays_days = '{0,2,3,4}' where id = $1", [campaignId]);
  await world.admin.query("commit");
  const reason = { kind: "invalid", message: expect.stringContaining("4 emails") };
  expect(await changing).toMatchObject([{ status: "rejected", reason }]);
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ step_delays_days: [0, 2, 3, 4] });
});

test("the lock is of the own workspace's sequence only", async () => {
  const { company, campaignId } = await world.sender();
  await world.admin.query("begin");
  await world.admin.query("select from genesis.sequences where campaign_id = $1 for update", [campaignId]);
  const locking = withTransaction(company.stranger, (tx) => lockSequence(tx, campaignId));
  await expect(locking).resolves.toBeUndefined();
  await world.admin.query("rollback");
});
