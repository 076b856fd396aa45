import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { useRealAccount } from "../lib/outreach/paced-world";
import { createEngineWorld, type EngineWorld } from "../lib/outreach/sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("an upgrade lengthens same-day follow-ups where emails reach people, and only there", async () => {
  const [real, local, inTestMailbox] = [await world.sender(), await world.sender(), await world.sender()];
  for (const sender of [real, local]) await useRealAccount(world, sender);
  await world.admin.query(
    `update genesis.credential_store set masked = '{"preview": "127.0.0.1 · ada"}' where workspace_id = $1`,
    [local.company.workspaceId],
  );
  await world.admin.query(await readFile("supabase/migrations/20261129352100_backfill_step_delays.sql", "utf8"));
  const delays = async ({ company, campaignId }: typeof real) =>
    (await getCampaign(company.owner, { campaignId })).step_delays_days;
  expect(await delays(real)).toEqual([0, 1, 1]);
  expect(await delays(local)).toEqual([0, 0, 0]);
  expect(await delays(inTestMailbox)).toEqual([0, 0, 0]);
});
