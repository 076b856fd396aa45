import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SyncCampaign } from "@/lib/outreach/campaigns/jobs";
import { openQueue } from "@/lib/platform/queue";
import { startWorkers, stopWorkers } from "@/workers/start";
import { createMailWorld, type MailWorld } from "../factories/mail-world";

let world: MailWorld;
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
});
afterAll(async () => {
  await stopWorkers();
  await world.close();
});

/** With one job for each of a queue's intervals of ten seconds this would take minutes. */
const WAITING = 60;

test("jobs that waited for a worker follow each other without a pause", { timeout: 90_000 }, async () => {
  const campaignId = randomUUID();
  const sender = await openQueue("sender");
  for (let n = 0; n < WAITING; n += 1) {
    await sender.send(
      SyncCampaign.name,
      { workspaceId: "no uuid", campaignId },
      { singletonKey: `${campaignId}-${n}` },
    );
  }
  await sender.stop();
  await startWorkers();
  const ended = async (): Promise<number> => {
    const { rows } = await world.admin.query<{ jobs: number }>(
      "select count(*)::int as jobs from pgboss.job where data ->> 'campaignId' = $1 and name <> 'dead_letter' and state = 'failed'",
      [campaignId],
    );
    return rows[0]?.jobs ?? 0;
  };
  await expect.poll(ended, { timeout: 60_000, interval: 250 }).toBe(WAITING);
});
