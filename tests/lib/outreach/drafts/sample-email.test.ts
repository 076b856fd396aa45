import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { sampleEmail } from "@/lib/outreach/drafts/sample-email";
import type { ChatRequest, LanguageModel } from "@/lib/providers/llm/port";
import { exact, leadOf, saveSteps } from "../sequence/steps";
import { usageOf } from "../../metering/spending/budget-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let sender: Sender;
let leadId: string;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  leadId = await leadOf(world, sender, { first_name: "Ann", last_name: "Lee", company: "Acme" });
});
afterAll(() => world.close());

const owner = () => sender.company.owner;
/** A paid model that answers with this text. */
function modelThat(text: string) {
  const asked: ChatRequest[] = [];
  const model: LanguageModel = {
    provider: "anthropic",
    defaultModel: "claude-haiku-4-5",
    complete: async (request) => {
      asked.push(request);
      return { model: request.model, text, tokens: { in: 1_000, out: 2_000 }, finish: "stop" };
    },
    stream: () => {
      throw new Error("not asked for");
    },
  };
  const ask: Parameters<typeof sampleEmail>[2] = (ctx, call) => completeChat(ctx, call, model);
  return { ask, asked };
}
const emails = (subject: string, body: string) => JSON.stringify({ emails: [{ step: 1, subject, body }] });
const offline: Parameters<typeof sampleEmail>[2] = (ctx, call) => completeChat(ctx, call);

test("before a launch, the model's text is shown as the lead would receive it, is paid for and kept nowhere", async () => {
  const { ask, asked } = modelThat(emails("Tables at Acme", "Hi Ann,\n\nwho prints them?\n\nBest regards,\nAda"));
  const shown = await sampleEmail(owner(), { lead_id: leadId }, ask);
  expect(shown).toMatchObject({
    lead_id: leadId,
    to_name: "Ann Lee",
    from: "ada@example.com",
    subject: "Tables at Acme",
    written: true,
    missing: [],
    source: "claude-haiku-4-5",
  });
  const [words, ...rest] = shown.text.split("\n\nBest regards,\n");
  expect(words).toBe("Hi Ann,\n\nwho prints them?");
  expect(rest).toHaveLength(1);
  expect(shown.text).toMatch(/Unsubscribe: \S+\/u\/preview$/);
  const data = JSON.parse(asked[0]!.messages[1]!.content) as Record<string, unknown>;
  expect(data).toMatchObject({
    task: "draft_sequence",
    lead: { first_name: "Ann", company: "Acme" },
    steps: [{ step: 1, instructions: expect.stringContaining("specific to the lead") }],
  });
  expect(asked[0]!.messages[0]!.content).not.toContain("Acme");
  expect(await usageOf(world, sender.company)).toHaveLength(1);
  expect((await listDrafts(owner(), { campaignId: sender.campaignId, limit: 5 })).data).toEqual([]);
});

test("without a model, the planner's sample is the text that the draft gets", async () => {
  const one = await sampleEmail(owner(), { lead_id: leadId }, offline);
  expect(one).toMatchObject({ source: "offline planner", text: expect.stringContaining("Ann") });
  expect(await sampleEmail(owner(), { lead_id: leadId }, offline)).toEqual(one);
});

test("of an earlier launch's campaign, its own first email is shown; an exact text asks no model", async () => {
  await saveSteps(sender, [exact({ subject: "{{company}}", body: "Hi {{first_name}} of {{title}}" })]);
  const { ask, asked } = modelThat(emails("S", "B"));
  const shown = await sampleEmail(owner(), { campaign_id: sender.campaignId, lead_id: leadId }, ask);
  expect(shown).toMatchObject({ subject: "Acme", missing: ["{{title}}"], source: null });
  expect(asked).toEqual([]);
  const { id } = await createCampaign(owner(), { name: "Of the model" });
  expect(await sampleEmail(owner(), { campaign_id: id, lead_id: leadId }, ask)).toMatchObject({ subject: "S" });
});

test("an answer that could not be sent is refused with what to do, and so are other people's companies", async () => {
  for (const answer of ["Sorry, no.", emails("Hello [first name]", "Hi"), emails("", "Hi")]) {
    await expect(sampleEmail(owner(), { lead_id: leadId }, modelThat(answer).ask)).rejects.toMatchObject({
      code: "draft.unusable_answer",
      message: expect.stringMatching(/Try again, or choose another lead\.$/),
    });
  }
  const { ask, asked } = modelThat(emails("S", "B"));
  const { viewer, stranger } = sender.company;
  await expect(sampleEmail(viewer, {}, ask)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(sampleEmail(sender.engine, {}, ask)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(sampleEmail(stranger, { campaign_id: sender.campaignId }, ask)).rejects.toMatchObject({
    code: "campaign.not_found",
  });
  await expect(sampleEmail(owner(), { lead_id: randomUUID() }, ask)).rejects.toMatchObject({ code: "lead.none" });
  await world.admin.query("delete from genesis.brand_profiles where workspace_id = $1", [sender.company.workspaceId]);
  await expect(sampleEmail(owner(), {}, ask)).rejects.toMatchObject({ code: "brand.missing" });
  expect(asked).toEqual([]);
});
