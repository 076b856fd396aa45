import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { readProgress } from "@/lib/outreach/campaigns/read-progress";
import type { ReviewMode } from "@/lib/outreach/campaigns/schemas";
import { decideDrafts } from "@/lib/outreach/drafts/decide-drafts";
import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import type { Draft } from "@/lib/outreach/drafts/schemas";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const owner = () => sender.company.owner;
const inMode = (mode: ReviewMode) =>
  world.admin.query("update campaigns set review_mode = $2 where id = $1", [sender.campaignId, mode]);
const drafts = async (): Promise<Draft[]> =>
  (await listDrafts(owner(), { campaignId: sender.campaignId, step: 1, limit: 200 })).data;
const decide = (decision: "approved" | "rejected", of: readonly Draft[]) => {
  const items = of.map(({ id, hash }) => ({ id, hash: hash ?? "" }));
  return decideDrafts(owner(), { campaignId: sender.campaignId, decision, items });
};

/** As the dashboard, the list of campaigns and a campaign's page say it. */
async function awaiting(): Promise<number> {
  const { awaiting_approval } = await getCampaign(owner(), { campaignId: sender.campaignId });
  const { data } = await listCampaigns(owner(), { limit: 10 });
  expect(data.map((campaign) => campaign.awaiting_approval)).toEqual([awaiting_approval]);
  return awaiting_approval;
}

test("where each email is approved, all drafts wait until they are decided about", async () => {
  await sender.written();
  expect(await awaiting()).toBe(3);
  await decide("rejected", await drafts());
  expect(await awaiting()).toBe(2);
});

test("where nothing is approved, no draft waits", async () => {
  await sender.written();
  await inMode("off");
  expect(await awaiting()).toBe(0);
  expect((await sender.claim()).claims).toHaveLength(1);
});

test("of a sample, drafts wait until ten are approved, and again after an edit", async () => {
  for (let index = 0; index < 12; index += 1) await sender.written();
  await inMode("sample");
  const all = await drafts();
  await decide("approved", all.slice(0, 9));
  expect(await awaiting()).toBe(3 * 12 - 9);
  await decide("approved", all.slice(9, 10));
  expect(await awaiting()).toBe(0);

  const { id: draftId, version } = all[11]!;
  await editDraft(owner(), { draftId, subject: "Other", body: "Other", version });
  expect(await awaiting()).toBe(3 * 12 - 10);
});

test("each campaign counts its own drafts, and none is asked about without campaigns", async () => {
  await sender.written();
  const { data: mine } = await listCampaigns(owner(), { limit: 10 });
  const theirs = await world.sender();
  const shown = await withReadTransaction(theirs.company.owner, async (tx) => mine.map(await readProgress(tx, mine)));
  expect(shown).toMatchObject([{ progress: [], awaiting_approval: 0 }]);
  expect((await listCampaigns((await world.company()).owner, { limit: 10 })).data).toEqual([]);
});
