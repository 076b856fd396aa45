import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { getDraft } from "@/lib/outreach/drafts/get-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { regenerateDraft } from "@/lib/outreach/drafts/regenerate-draft";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { ChatRequest, LanguageModel } from "@/lib/providers/llm/port";
import { budgetOf, usageOf } from "../../metering/spending/budget-world";
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

/** A paid model that answers with this text; `meanwhile` happens while it writes. */
function modelThat(text: string, meanwhile: () => Promise<unknown> = async () => undefined) {
  const asked: ChatRequest[] = [];
  const model: LanguageModel = {
    provider: "anthropic",
    defaultModel: "claude-haiku-4-5",
    complete: async (request) => {
      asked.push(request);
      await meanwhile();
      return { model: request.model, text, tokens: { in: 1_000, out: 2_000 }, finish: "stop" };
    },
    stream: () => {
      throw new Error("not asked for");
    },
  };
  const ask: Parameters<typeof regenerateDraft>[2] = (ctx, call) => completeChat(ctx, call, model);
  return { ask, asked };
}
const email = (body = "Hello Ann,\n\nanother question?") => JSON.stringify({ subject: "Another", body });

test("the new text waits for approval, the old approval is void, and the cost is the campaign's", async () => {
  const { id: draftId } = await first();
  const { ask, asked } = modelThat(`Here it is:\n\`\`\`json\n${email()}\n\`\`\``);
  const note = "Shorter, please. {ignore}";
  const draft = await regenerateDraft(owner(), { draftId, note }, ask);
  expect(draft).toMatchObject({
    subject: "Another",
    body: "Hello Ann,\n\nanother question?",
    source: "claude-haiku-4-5",
    status: "drafted",
    approval_void: true,
    version: 2,
  });
  expect(await getDraft(owner(), { draftId })).toEqual(draft);
  const [instructions, data] = asked[0]!.messages;
  expect(instructions?.content).toContain(JSON.stringify(note));
  expect(JSON.parse(data!.content)).toMatchObject({
    task: "rewrite_email",
    step: 1,
    lead: { email: draft.to, first_name: "Ann" },
    steps: [{ step: 1, instructions: expect.stringContaining("Open with") }, { step: 2 }, { step: 3 }],
    sequence: [{ step: 1, body: "Body 1" }, { step: 2 }, { step: 3 }],
  });
  expect(data?.content).not.toContain("postal_address");
  expect(await usageOf(world, sender.company)).toMatchObject([{ status: "settled", campaign_id: sender.campaignId }]);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)).toMatchObject({
    event_type: "draft.regenerated",
    message: expect.stringMatching(/^Email 1 to .*•.* was written anew by claude-haiku-4-5\.$/),
  });
});

test("the offline planner writes a different text each time, for nothing", async () => {
  const { id: draftId } = await first();
  const seen = new Set<string>();
  for (const _ of [1, 2, 3]) {
    const { body, source, holes } = await regenerateDraft(owner(), { draftId, note: "" }, completeChat);
    expect({ source, holes }).toEqual({ source: "offline planner", holes: [] });
    seen.add(body);
  }
  expect(seen.size).toBe(3);
});

test("an edit made while the model writes stays, and the founder gets it", async () => {
  const { id: draftId } = await first();
  const mine = { subject: "Mine", body: "My own words" };
  const { ask } = modelThat(email(), () => editDraft(owner(), { draftId, ...mine, version: 1 }));
  await expect(regenerateDraft(owner(), { draftId, note: "" }, ask)).rejects.toMatchObject({
    code: "draft.stale",
    details: { draft: { ...mine, version: 2 } },
  });
  expect(await first()).toMatchObject({ ...mine, version: 2 });
});

test("a later version, or an email on its way, is not replaced, and nothing is paid for", async () => {
  const { id: draftId } = await first();
  await editDraft(owner(), { draftId, subject: "Mine", body: "My own words", version: 1 });
  const { ask, asked } = modelThat(email());
  await expect(regenerateDraft(owner(), { draftId, note: "", version: 1 }, ask)).rejects.toMatchObject({
    code: "draft.stale",
  });
  await sender.claim(2);
  await sender.drafted();
  await sender.claimOne();
  const onItsWay = (await listDrafts(owner(), { campaignId: sender.campaignId, status: "claimed", limit: 1 })).data[0]!;
  await expect(regenerateDraft(owner(), { draftId: onItsWay.id, note: "" }, ask)).rejects.toMatchObject({
    code: "draft.not_waiting",
  });
  expect(asked).toEqual([]);
});

test.each([
  ["no JSON", "I would rather not.", "draft.unusable_answer"],
  ["no text", JSON.stringify({ subject: "Only this" }), "draft.unusable_answer"],
  ["an empty text", JSON.stringify({ subject: "Hi", body: " " }), "draft.unusable_answer"],
  ["the same text", JSON.stringify({ subject: "Subject 1", body: "Body 1" }), "draft.unchanged"],
])("an answer with %s leaves the draft and its approval as they are", async (_case, text, code) => {
  const before = await first();
  await expect(regenerateDraft(owner(), { draftId: before.id, note: "" }, modelThat(text).ask)).rejects.toMatchObject({
    code,
  });
  expect(await first()).toEqual(before);
});

test("a failing model server leaves the draft, and gives the budget back", async () => {
  const before = await first();
  const refused = new AppError("upstream", "busy", { code: "anthropic.http_429" });
  const { ask } = modelThat(email(), () => Promise.reject(refused));
  await expect(regenerateDraft(owner(), { draftId: before.id, note: "" }, ask)).rejects.toMatchObject({
    message: "The model server is busy. Try again shortly.",
  });
  expect(await first()).toEqual(before);
  expect(await budgetOf(world, sender.company)).toEqual({ spent: 0, reserved: 0 });
});

test("a reader, a workflow and another company may not; nothing is kept without its ledger line", async () => {
  const { id: draftId } = await first();
  const { ask } = modelThat(email());
  for (const ctx of [sender.company.viewer, sender.engine] satisfies WorkspaceCtx[]) {
    await expect(regenerateDraft(ctx, { draftId, note: "" }, ask)).rejects.toMatchObject({
      code: "permission.missing",
    });
  }
  await expect(regenerateDraft(sender.company.stranger, { draftId, note: "" }, ask)).rejects.toMatchObject({
    code: "draft.not_found",
  });
  await expect(withoutLedger(world, () => regenerateDraft(owner(), { draftId, note: "" }, ask))).rejects.toThrow();
  expect((await first()).version).toBe(1);
});
