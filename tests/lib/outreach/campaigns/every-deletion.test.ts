import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveCampaign } from "@/lib/outreach/campaigns/archive-campaign";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { deleteCampaign } from "@/lib/outreach/campaigns/delete-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { isDeleted } from "@/lib/outreach/campaigns/is-deleted";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { dropUnsent } from "@/lib/outreach/sequence/drop-unsent";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { withTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("drafts and unconfirmed claims go, what was sent or is being handed over stays, and no list shows the campaign", async () => {
  const { company, campaignId, ...sender } = await world.sender();
  for (let lead = 0; lead < 4; lead += 1) await sender.drafted();
  const [sent, handedOver, unconfirmed] = (await sender.claim(1, { limit: 3 })).claims;
  if (!sent || !handedOver || !unconfirmed) throw new Error("three emails are due");
  for (const { claim_id } of [sent, handedOver]) await confirmClaim(sender.engine, { claimId: claim_id });
  await recordOutcome(sender.engine, { claimId: sent.claim_id, status: "sent" });

  // Of twelve emails two are with the mail server.
  expect(await deleteCampaign(company.owner, { campaignId })).toMatchObject({ unsent_deleted: 10 });

  await expect(confirmClaim(sender.engine, { claimId: unconfirmed.claim_id })).rejects.toMatchObject({
    code: "claim.withdrawn",
  });
  await recordOutcome(sender.engine, { claimId: handedOver.claim_id, status: "sent" });
  const { rows } = await world.admin.query(
    "select status, count(*)::int from genesis.sequence_emails where campaign_id = $1 group by 1 order by 1",
    [campaignId],
  );
  expect(rows).toEqual([
    { status: "cancelled", count: 1 },
    { status: "sent", count: 2 },
  ]);
  expect((await sender.claim()).claims).toEqual([]);
  await expect(getCampaign(company.owner, { campaignId })).rejects.toMatchObject({ code: "campaign.not_found" });
  expect((await listCampaigns(company.owner, { limit: 50 })).data).toEqual([]);
  expect(await isDeleted(company.viewer, { campaignId })).toBe(true);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "campaign.deleted",
    message: expect.stringContaining("with 10 unsent emails"),
  });
  expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).toContain("ignition.sync_campaign");
});

test("an email that an engine without confirmations holds may be sent already: it keeps its row and its outcome", async () => {
  const { company, campaignId, ...sender } = await world.sender();
  await sender.drafted();
  const [held] = (await sender.claim(1, { confirms: false })).claims;
  expect(await deleteCampaign(company.owner, { campaignId })).toMatchObject({ unsent_deleted: 2 });
  await recordOutcome(sender.engine, { claimId: held?.claim_id ?? "", status: "bounced", code: "5.1.1" });
  expect(await sender.emails()).toMatchObject([{ status: "bounced" }]);
});

test.each(["draft", "paused", "active", "deploying", "failed", "archived"])(
  "a campaign that is %s can be deleted, once, and its name is free again",
  async (status) => {
    const company = await world.company();
    const { id: campaignId, name } = await createCampaign(company.owner, { name: "Spring" });
    await world.admin.query("update campaigns set status = $2 where id = $1", [campaignId, status]);
    await deleteCampaign(company.owner, { campaignId });
    await expect(deleteCampaign(company.owner, { campaignId })).rejects.toMatchObject({ code: "campaign.not_found" });
    await expect(archiveCampaign(company.owner, { campaignId })).rejects.toMatchObject({ code: "campaign.not_found" });
    expect((await createCampaign(company.owner, { name })).id).not.toBe(campaignId);
  },
);

test("a viewer may not, another workspace has no such campaign, and nothing is deleted without its job", async () => {
  const { company, campaignId, ...sender } = await world.sender();
  await sender.drafted();
  await expect(deleteCampaign(company.viewer, { campaignId })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(deleteCampaign(company.stranger, { campaignId })).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(world.withoutQueue(() => deleteCampaign(company.owner, { campaignId }))).rejects.toThrow();
  expect(await getCampaign(company.owner, { campaignId })).toMatchObject({ status: "active" });
  expect(await sender.emails()).toHaveLength(1);
});

test("dropping the unsent emails of one campaign leaves another campaign's alone", async () => {
  const { company, campaignId, ...sender } = await world.sender();
  await sender.drafted();
  const { id: other } = await createCampaign(company.owner, { name: "Other" });
  expect(await withTransaction(company.owner, (tx) => dropUnsent(tx, other))).toBe(0);
  expect(await withTransaction(company.stranger, (tx) => dropUnsent(tx, campaignId))).toBe(0);
  expect(await sender.emails()).toHaveLength(1);
});
