import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { getDraft } from "@/lib/outreach/drafts/get-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { withoutLedger } from "../email-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  await sender.drafted();
});
afterAll(() => world.close());

const owner = () => sender.company.owner;
const first = async () => (await listDrafts(owner(), { campaignId: sender.campaignId, step: 1, limit: 1 })).data[0]!;
const text = { subject: "A table for you", body: "Hello Ann,\n\nshall we talk?" };

test("the new text is shown as it will be received, waits for approval, and stands in the ledger without the address", async () => {
  const { id, hash } = await first();
  const edited = await editDraft(owner(), { draftId: id, ...text, version: 1 });
  expect(edited).toMatchObject({ ...text, version: 2, status: "drafted", approval_void: true, holes: [] });
  expect(edited.text).toContain("Hello Ann,\n\nshall we talk?\n\n");
  expect(edited.hash).not.toBe(hash);
  expect(await getDraft(owner(), { draftId: id })).toEqual(edited);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)).toMatchObject({
    event_type: "draft.edited",
    message: expect.stringMatching(/^Email 1 to .*•.* was edited\.$/),
  });
});

test("of two founders who edit at once the second gets the first one's text", async () => {
  const { id } = await first();
  const edits = ["One", "Two"].map((subject) => editDraft(owner(), { draftId: id, ...text, subject, version: 1 }));
  const [won, lost] = (await Promise.allSettled(edits)).toSorted((a) => (a.status === "fulfilled" ? -1 : 1));
  const winner = (won as PromiseFulfilledResult<Awaited<ReturnType<typeof editDraft>>>).value;
  expect((lost as PromiseRejectedResult).reason).toMatchObject({
    kind: "conflict",
    code: "draft.stale",
    details: { draft: { subject: winner.subject, version: 2 } },
  });
  await editDraft(owner(), { draftId: id, ...text, subject: "Both", version: 2 });
  expect((await first()).subject).toBe("Both");
});

test("a subject is one line, and an empty one is a hole", async () => {
  const { id } = await first();
  const one = await editDraft(owner(), { draftId: id, ...text, subject: "Hi\r\nBcc: evil@example.com", version: 1 });
  expect(one.subject).toBe("Hi Bcc: evil@example.com");
  const none = await editDraft(owner(), { draftId: id, ...text, subject: "", version: 2 });
  expect(none.holes).toEqual(["(empty subject)"]);
});

test("an email on its way is not edited", async () => {
  const { id } = await first();
  await sender.claimOne();
  await expect(editDraft(owner(), { draftId: id, ...text, version: 1 })).rejects.toMatchObject({
    code: "draft.not_waiting",
  });
});

test("another company's draft is not found; a reader and a workflow may not edit", async () => {
  const { id } = await first();
  const edit = { draftId: id, ...text, version: 1 };
  await expect(editDraft(sender.company.stranger, edit)).rejects.toMatchObject({ code: "draft.not_found" });
  await expect(editDraft(owner(), { ...edit, draftId: randomUUID() })).rejects.toMatchObject({
    code: "draft.not_found",
  });
  for (const ctx of [sender.company.viewer, sender.engine]) {
    await expect(editDraft(ctx, edit)).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(withoutLedger(world, () => editDraft(owner(), edit))).rejects.toThrow();
  expect((await first()).version).toBe(1);
});
