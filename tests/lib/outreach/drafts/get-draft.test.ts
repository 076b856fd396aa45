import { afterAll, beforeAll, expect, test } from "vitest";
import { getDraft } from "@/lib/outreach/drafts/get-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

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
