import { afterAll, beforeAll, expect, test } from "vitest";
import { getSequenceProgress } from "@/lib/outreach/sequence/get-sequence-progress";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { claimed, draftedPerson } from "../email-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const progress = (ctx: WorkspaceCtx, campaignIds: string[]) =>
  withReadTransaction(ctx, (tx) => getSequenceProgress(tx, campaignIds));

test("each step counts its mails by status, each campaign its own", async () => {
  const first = await draftedPerson(world, company);
  const second = await draftedPerson(world, company, first.campaignId);
  const elsewhere = await draftedPerson(world, company);
  await claimed(world, { leadId: first.leadId, step: 1, status: "sent", minutesAgo: 5 });
  await claimed(world, { leadId: second.leadId, step: 1, status: "unknown", minutesAgo: 5 });

  const found = await progress(company.viewer, [first.campaignId, elsewhere.campaignId]);
  const none = {
    drafted: 0,
    approved: 0,
    rejected: 0,
    claimed: 0,
    sent: 0,
    bounced: 0,
    unknown: 0,
    failed: 0,
    cancelled: 0,
  };
  const { campaignId: campaign_id } = first;
  expect(found.get(campaign_id)).toEqual([
    { ...none, campaign_id, step: 1, sent: 1, unknown: 1 },
    { ...none, campaign_id, step: 2, drafted: 2 },
    { ...none, campaign_id, step: 3, drafted: 2 },
  ]);
  expect(found.get(elsewhere.campaignId)?.map(({ drafted }) => drafted)).toEqual([1, 1, 1]);
});

test("another workspace sees nothing of it, and no campaigns have no progress", async () => {
  const { campaignId } = await draftedPerson(world, company);
  expect(await progress(company.stranger, [campaignId])).toEqual(new Map());
  expect(await progress(company.owner, [])).toEqual(new Map());
});
