import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { createEngineWorld, type EngineWorld } from "../lib/outreach/sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

async function migrate(): Promise<void> {
  const sql = await readFile("supabase/migrations/20261129300200_backfill_sequences.sql", "utf8");
  await world.admin.query(`begin; ${sql}; commit`);
}

test("a campaign of before keeps its three emails by the model, each in a thread of its own, and its drafts as they are", async () => {
  const sender = await world.sender();
  const { owner } = sender.company;
  const { campaignId } = sender;
  await world.admin.query("delete from genesis.sequences where campaign_id = $1", [campaignId]);
  const { leadId } = await sender.drafted();
  const before = await listDrafts(owner, { campaignId, limit: 10 });

  await migrate();
  await migrate();
  expect((await getSequence(owner, { campaignId })).steps).toMatchObject(
    [1, 2, 3].map(() => ({ mode: "model", same_thread: false, delay_days: 0, variants: [] })),
  );
  expect(await listDrafts(owner, { campaignId, limit: 10 })).toEqual(before);
  expect(before.data).toMatchObject([1, 2, 3].map((step) => ({ subject: `Subject ${step}`, status: "approved" })));
  expect(before.data[0]?.text).not.toContain("Best regards");
  const drafts = [{ step: 2, subject: "Other", body: "Other" }];
  expect(await saveDrafts(sender.engine, { campaign_id: campaignId, lead_id: leadId, drafts, source: "m" })).toEqual({
    saved: 0,
  });
});
