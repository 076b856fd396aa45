import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passTime, sendNext, useRealAccount } from "../lib/outreach/paced-world";
import { createEngineWorld, type EngineWorld } from "../lib/outreach/sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const DAYS = 10 * 86_400_000;

async function upgrade(): Promise<void> {
  const sql = await readFile("supabase/migrations/20261129340300_backfill_mailbox_pacing.sql", "utf8");
  // When it was written, a workspace had one mailbox, and that was the key.
  const ofToday = sql.replace("conflict (workspace_id)", "conflict (workspace_id, mailbox)");
  await world.admin.query(ofToday.replace("hears_replies(a.workspace_id)", "hears_replies(a.workspace_id, a.mailbox)"));
}

test("an account in use goes on with its follow-ups after the upgrade; one that never sent begins as a new one", async () => {
  const [used, fresh] = [await world.sender(), await world.sender()];
  for (const sender of [used, fresh]) {
    await useRealAccount(world, sender);
    await sender.drafted();
  }
  const to = await sendNext(used);
  await upgrade();
  await upgrade();
  await sendNext(fresh);
  for (const sender of [used, fresh]) await passTime(world, sender, DAYS);

  expect((await used.claim(2)).claims.map((claim) => claim.to)).toEqual([to]);
  expect((await fresh.claim(2)).claims).toEqual([]);
});
