import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { getDraft } from "@/lib/outreach/drafts/get-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import type { Draft } from "@/lib/outreach/drafts/schemas";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { BRAND } from "../email-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld({ APP_URL: "https://app.example" });
});
afterAll(() => world.close());

test("a reader sees the email as it will be received; a workflow and another company do not", async () => {
  const { company, campaignId, engine, written } = await world.sender();
  const { email } = await written();
  const [listed] = (await listDrafts(company.viewer, { campaignId, step: 2, limit: 1 })).data;
  const draft = await getDraft(company.viewer, { draftId: listed!.id });
  expect(draft).toEqual(listed);
  expect(draft).toMatchObject({
    step: 2,
    status: "drafted",
    to: email,
    to_name: "Ann Lee",
    from: "ada@example.com",
    subject: "Subject 2",
    body: "Body 2",
    text: expect.stringMatching(
      /^Body 2\n\nBright & Söhne\nDock Street 1\n[\s\S]+\n\nUnsubscribe: https:\/\/app\.example\/u\/\w{48}$/,
    ),
    headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await expect(getDraft(engine, { draftId: draft.id })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(getDraft(company.stranger, { draftId: draft.id })).rejects.toMatchObject({ code: "draft.not_found" });
});

test("a footer names the company once, also when the address begins with it", async () => {
  const { company, campaignId, written } = await world.sender();
  await written();
  await world.admin.query(
    "update genesis.brand_profiles set postal_address = company_name || E'\\n' || postal_address where workspace_id = $1",
    [company.workspaceId],
  );
  const [draft] = (await listDrafts(company.owner, { campaignId, step: 1, limit: 1 })).data;
  expect(draft?.text?.match(/Bright & Söhne/g)).toHaveLength(1);
  expect(draft?.html?.match(/Bright &amp; Söhne/g)).toHaveLength(1);
});

test("without a sender the draft is shown, and has nothing to decide about", async () => {
  const { company, campaignId, written } = await world.sender();
  await written();
  await world.admin.query("delete from genesis.brand_profiles where workspace_id = $1", [company.workspaceId]);
  const [draft] = (await listDrafts(company.owner, { campaignId, step: 1, limit: 1 })).data;
  expect(draft).toMatchObject({ subject: "Subject 1", body: "Body 1", from: null, text: null, hash: null });
});

/** The draft of the first email, as it is shown. */
const firstOf = async ({ company, campaignId }: Sender): Promise<Draft> => {
  const [draft] = (await listDrafts(company.viewer, { campaignId, step: 1, limit: 1 })).data;
  if (!draft) throw new Error("There is no draft.");
  return draft;
};

test("an email that left is shown as its claim handed it out, whatever sender, footer and lead are now", async () => {
  const sender = await world.sender();
  const { company, engine } = sender;
  const { leadId } = await sender.drafted();
  expect(await firstOf(sender)).toMatchObject({ status: "approved", as_sent: null });
  const { claim_id: claimId, lead_id: _lead, message_id: _id, ...handedOut } = await sender.claimOne();
  await saveBrand(company.owner, {
    ...BRAND,
    sender_name: "Bob Dark",
    sender_email: "bob@dark.example",
    postal_address: "1 Other Road, Oslo, Norway",
  });
  await world.admin.query("update genesis.leads set first_name = 'Other' where id = $1", [leadId]);
  for (const [status, outcome] of [
    ["claimed", null],
    ["sent", "sent"],
  ] as const) {
    if (outcome) await recordOutcome(engine, { claimId, status: outcome });
    expect(await firstOf(sender)).toMatchObject({ status, as_sent: "kept", ...handedOut });
  }
  expect(handedOut).toMatchObject({
    from_name: "Ada Bright",
    to_name: "Ann Lee",
    text: expect.stringContaining("Dock Street 1"),
  });
});

test.each(["sent", "bounced", "unknown", "failed"])(
  "of an email that was %s before it was kept, the sender and footer of today are not shown as those of then",
  async (status) => {
    const sender = await world.sender();
    await sender.drafted();
    await world.admin.query(
      "update genesis.sequence_emails set status = $2, claimed_at = now(), sent_at = now(), signature = 'Ada' where campaign_id = $1 and step = 1",
      [sender.campaignId, status],
    );
    expect(await firstOf(sender)).toMatchObject({
      status,
      as_sent: "unknown",
      subject: "Subject 1",
      text: "Body 1\n\nAda",
      from: null,
      from_name: null,
      reply_to: null,
      html: null,
      headers: {},
    });
  },
);

test("an email that was given back is shown as it would leave now", async () => {
  const sender = await world.sender();
  await sender.drafted();
  await sender.claimOne();
  await saveBrand(sender.company.owner, { ...BRAND, sender_name: "Bob Dark" });
  await world.admin.query(
    "update genesis.sequence_emails set status = 'drafted', claim_id = null where campaign_id = $1",
    [sender.campaignId],
  );
  expect(await firstOf(sender)).toMatchObject({ as_sent: null, from_name: "Bob Dark" });
});

test("an erased lead leaves no copy of an email behind", async () => {
  const sender = await world.sender();
  const { leadId } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await recordOutcome(sender.engine, { claimId, status: "sent" });
  await eraseLead(sender.company.owner, { leadId, do_not_contact: false });
  const { rows } = await world.admin.query(
    "select distinct sent_as from genesis.sequence_emails where campaign_id = $1",
    [sender.campaignId],
  );
  expect(rows).toEqual([{ sent_as: null }]);
});
