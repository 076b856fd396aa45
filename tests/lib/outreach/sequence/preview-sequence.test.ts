import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import { PreviewSequence } from "@/lib/outreach/sequence/schemas";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";
import { exact, leadOf, model, prepare, saveSteps } from "./steps";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const preview = (asked: Record<string, unknown>, ctx = sender.company.owner) =>
  previewSequence(ctx, { campaignId: sender.campaignId, ...PreviewSequence.parse(asked) });
const setUp = async () => {
  const leadId = await leadOf(world, sender, { first_name: "Ann", last_name: "Lee", company: "Acme" });
  await saveSteps(sender, [
    exact({
      subject: "{{company}}",
      body: "Hi {{first_name}}",
      variants: [{ subject: "B", body: "Text B of {{title}}" }],
    }),
    exact({ body: "Second to {{first_name}}" }),
  ]);
  return leadId;
};

test("shows what the draft is going to be, byte for byte, before the campaign is launched", async () => {
  const leadId = await setUp();
  await world.admin.query("update campaigns set status = 'draft' where id = $1", [sender.campaignId]);
  const shown = [
    await preview({ step: 1, lead_id: leadId }),
    await preview({ step: 1, variant: 2 }),
    await preview({ step: 2 }),
  ];
  expect(shown[2]?.subject).toMatch(/^Re: (Acme|B)$/);
  expect(shown[1]).toMatchObject({ lead_id: leadId, subject: "B", missing: ["{{title}}"], written: true });
  await world.admin.query("update campaigns set status = 'active' where id = $1", [sender.campaignId]);
  await prepare(sender);
  const { data } = await listDrafts(sender.company.owner, { campaignId: sender.campaignId, limit: 10 });
  const link = /\/u\/[0-9a-f]{48}/g;
  for (const draft of data) {
    const like = draft.step === 2 ? shown[2] : shown[draft.variant - 1];
    expect(like).toMatchObject({
      subject: draft.subject,
      text: draft.text?.replaceAll(link, "/u/preview"),
      html: draft.html?.replaceAll(link, "/u/preview"),
      missing: draft.holes,
    });
  }
  expect(data).toHaveLength(2);
});

test("shows texts that are not saved, and says of a model's email that it is not written", async () => {
  await setUp();
  const steps = [model("Ask about <tables>"), exact({ body: "Unsaved" })];
  expect(await preview({ step: 2, steps, signature: "{{sender_email}}" })).toMatchObject({
    subject: "Re: (a subject that the model writes)",
    text: expect.stringContaining("Unsaved\n\nada@example.com\n\n"),
  });
  expect(await preview({ step: 1, steps })).toMatchObject({
    written: false,
    text: expect.stringContaining("Ask about <tables>"),
  });
  expect(await listDrafts(sender.company.owner, { campaignId: sender.campaignId, limit: 1 })).toMatchObject({
    data: [],
  });
  const halfWritten = [
    exact({ subject: "A", body: "Shown", variants: [{ subject: "", body: "" }] }),
    exact({ body: "" }),
  ];
  expect(await preview({ step: 1, steps: halfWritten })).toMatchObject({ text: expect.stringContaining("Shown") });
  await expect(preview({ step: 1, variant: 2, steps: halfWritten })).rejects.toMatchObject({
    code: "sequence.invalid",
  });
  await expect(preview({ step: 1, steps: [exact({ body: "{{nope}}" })] })).rejects.toMatchObject({
    code: "sequence.unknown_variable",
  });
});

test("says why there is nothing to show", async () => {
  await expect(preview({ step: 1 })).rejects.toMatchObject({ code: "lead.none" });
  await setUp();
  await expect(preview({ step: 1, lead_id: randomUUID() })).rejects.toMatchObject({ code: "lead.none" });
  await expect(preview({ step: 3 })).rejects.toMatchObject({ code: "step.not_found" });
  await expect(preview({ step: 2, variant: 2 })).rejects.toMatchObject({ code: "step.not_found" });
  await expect(preview({ step: 1 }, sender.company.stranger)).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(preview({ step: 1 }, sender.engine)).rejects.toMatchObject({ code: "permission.missing" });
  await world.admin.query("delete from genesis.brand_profiles where workspace_id = $1", [sender.company.workspaceId]);
  await expect(preview({ step: 1 })).rejects.toMatchObject({ code: "brand.missing" });
});
