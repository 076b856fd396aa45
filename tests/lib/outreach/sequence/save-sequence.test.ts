import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { updateLead } from "@/lib/outreach/leads/update-lead";
import { decideDrafts } from "@/lib/outreach/drafts/decide-drafts";
import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import { saveSequence } from "@/lib/outreach/sequence/save-sequence";
import { SaveSequence } from "@/lib/outreach/sequence/schemas";
import { approveDrafts } from "../../../factories/approve-drafts";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";
import { daysPass, exact, leadOf, model, prepare, saveSteps } from "./steps";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const drafts = async () =>
  (await listDrafts(sender.company.owner, { campaignId: sender.campaignId, limit: 200 })).data.toSorted(
    (a, b) => a.step - b.step,
  );
const approve = () => approveDrafts(sender.company.owner, sender.campaignId);

test("five exact emails go out by three workflows, each in the thread of the first, until one opens a new thread", async () => {
  await leadOf(world, sender, {
    first_name: "Zoë",
    company: "Käfer & <Co>",
    custom: { " City": "Bern\r\nBcc: x@y.z" },
  });
  await saveSteps(sender, [
    exact({
      subject: "{{company|Your}} tables",
      body: "Hi {{first_name|there}}, {{City|}} calling. {{ sender_name }}",
    }),
    exact({ body: "Second" }),
    exact({ body: "Third" }),
    exact({ same_thread: false, subject: "Something else", body: "Fourth" }),
    exact({ body: "Fifth" }),
  ]);
  expect(await prepare(sender)).toMatchObject({ leads: [] });
  expect(await drafts()).toHaveLength(5);

  const sent = [];
  for (const workflow of [1, 2, 3, 3, 3]) {
    await daysPass(world, sender, 1);
    await approve();
    const email = await sender.claimOne(workflow);
    await recordOutcome(sender.engine, { claimId: email.claim_id, status: "sent" });
    sent.push(email);
  }
  const ids = sent.map(({ message_id }) => message_id);
  expect(sent.map(({ subject, headers }) => [subject, headers["In-Reply-To"], headers["References"]])).toEqual([
    ["Käfer & <Co> tables", undefined, undefined],
    ["Re: Käfer & <Co> tables", ids[0], ids[0]],
    ["Re: Käfer & <Co> tables", ids[1], `${ids[0]} ${ids[1]}`],
    ["Something else", undefined, undefined],
    ["Re: Something else", ids[3], ids[3]],
  ]);
  expect(sent[0]?.text).toContain("Hi Zoë, Bern Bcc: x@y.z calling. Ada Bright\n\nBest regards,\nAda Bright\n\n");
  expect(sent[0]?.html).not.toContain("<Co>");
  await daysPass(world, sender, 30);
  expect((await sender.claim(3)).claims).toEqual([]);
});

test("an email that lacks a value is not sent, says which, and is whole again with the lead", async () => {
  await leadOf(world, sender, { custom: { "Team Size": "n/a" } });
  await saveSteps(sender, [exact({ body: "{{first_name}} of {{Team Size}}?", subject: "{{company}}" })]);
  await prepare(sender);
  const [draft] = await drafts();
  expect(draft).toMatchObject({ holes: ["{{company}}", "{{first_name}}", "{{team_size}}"] });
  expect(await approve()).toBe(0);
  await world.admin.query("update campaigns set review_mode = 'off' where id = $1", [sender.campaignId]);
  expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "draft.incomplete", count: 1 }] });

  await updateLead(sender.company.owner, { leadId: draft!.lead_id, first_name: "Ann", company: "Acme" });
  await world.admin.query(`update genesis.leads set custom = '{"teamSize": "12"}' where id = $1`, [draft!.lead_id]);
  expect(await sender.claimOne()).toMatchObject({ subject: "Acme", text: expect.stringContaining("Ann of 12?") });
});

test("a column of the lead with a name of the sender's does not speak for the sender", async () => {
  await saveSteps(sender, [exact({ body: "Book here: {{booking_link}}" })]);
  await leadOf(world, sender, { custom: { "Booking Link": "https://evil.example" } });
  await prepare(sender);
  expect(await drafts()).toMatchObject([{ holes: ["{{booking_link}}"] }]);
});

test("a person is erased from an exact text that is under way, and from what it is filled in from", async () => {
  await saveSteps(sender, [exact({ body: "Dear {{first_name}}, secret" })]);
  const leadId = await leadOf(world, sender, { first_name: "Zoë" });
  await prepare(sender);
  await approve();
  await sender.claimOne();
  await eraseLead(sender.company.owner, { leadId, do_not_contact: false });
  const { rows } = await world.admin.query<{ kept: string }>(
    "select e::text as kept from genesis.sequence_emails e where workspace_id = $1",
    [sender.company.workspaceId],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.kept).not.toMatch(/Zoë|secret/);
});

test("another sender signs what waits, and its approvals are void; what was sent keeps its signature", async () => {
  await saveSteps(sender, [exact(), exact({ body: "Second, from {{sender_first_name}}" })]);
  await leadOf(world, sender);
  await prepare(sender);
  await approve();
  const first = await sender.claimOne();
  await recordOutcome(sender.engine, { claimId: first.claim_id, status: "sent" });
  await world.admin.query("update genesis.brand_profiles set sender_name = 'Grace Hopper' where workspace_id = $1", [
    sender.company.workspaceId,
  ]);
  expect(await drafts()).toMatchObject([
    { status: "sent", text: expect.stringContaining("Best regards,\nAda Bright\n") },
    {
      status: "drafted",
      approval_void: true,
      text: expect.stringContaining("from Grace\n\nBest regards,\nGrace Hopper\n"),
    },
  ]);
});

test("a change voids the approvals it touches and counts them; edits by hand, other steps and what was sent stay", async () => {
  await saveSteps(sender, [exact(), exact({ body: "Second" }), model("Third, by the model")]);
  const leads = [await leadOf(world, sender), await leadOf(world, sender)];
  for (const { lead_id, steps } of (await prepare(sender)).leads) {
    expect(steps).toEqual([{ step: 3, instructions: "Third, by the model" }]);
    const written = [1, 2, 3].map((step) => ({ step, subject: "By the model", body: `Model ${step}` }));
    expect(
      await saveDrafts(sender.engine, { campaign_id: sender.campaignId, lead_id, drafts: written, source: "m" }),
    ).toEqual({ saved: 1 });
  }
  const mine = (await drafts()).find(({ lead_id, step }) => lead_id === leads[0] && step === 2);
  await editDraft(sender.company.owner, { draftId: mine!.id, subject: mine!.subject, body: "By hand", version: 1 });
  expect(await approve()).toBe(6);
  const [sent] = (await sender.claim(1, { limit: 1 })).claims;

  expect(
    await saveSteps(sender, [exact({ body: "Anew" }), exact({ body: "Second anew" }), model("Third, by the model")]),
  ).toMatchObject({ voided_approvals: 2, rewritten: 2 });
  const texts = (await drafts()).map(({ step, status, body }) => `${step} ${status} ${body}`).toSorted();
  expect(texts).toEqual([
    "1 claimed Hi there,\n\nfirst?",
    "1 drafted Anew",
    "2 approved By hand",
    "2 drafted Second anew",
    "3 approved Model 3",
    "3 approved Model 3",
  ]);
  expect((await sender.emails(1)).map(({ lead_id }) => lead_id)).toContain(sent?.lead_id);

  // Other instructions: the model writes again. A step less: its emails are gone.
  expect(await saveSteps(sender, [exact({ body: "Anew" }), model("Follow up")])).toMatchObject({
    voided_approvals: 2,
    rewritten: 3,
  });
  expect((await prepare(sender)).leads).toMatchObject([{ steps: [{ step: 2, instructions: "Follow up" }] }]);
  expect((await drafts()).map(({ step, body }) => [step, body])).toContainEqual([2, "By hand"]);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)).toMatchObject({ event_type: "sequence.saved" });
});

test("a rejected email stays rejected, whatever its text becomes, and goes with its step", async () => {
  const { owner } = sender.company;
  await saveSteps(sender, [exact(), model("Second, by the model"), exact({ body: "Third" })]);
  const lead_id = await leadOf(world, sender);
  await prepare(sender);
  const written = [{ step: 2, subject: "By the model", body: "Model 2" }];
  await saveDrafts(sender.engine, { campaign_id: sender.campaignId, lead_id, drafts: written, source: "m" });
  const items = (await drafts()).map(({ id, hash }) => ({ id, hash: hash ?? "" }));
  await decideDrafts(owner, { campaignId: sender.campaignId, decision: "rejected", items });
  await world.admin.query("update campaigns set review_mode = 'off' where id = $1", [sender.campaignId]);

  const changed = [exact({ body: "Anew" }), model("Other instructions"), exact({ body: "Third anew" })];
  expect(await saveSteps(sender, changed)).toMatchObject({ rewritten: 0 });
  await saveSteps(sender, [model("Now by the model"), exact({ body: "Now exact" }), exact({ body: "Third" })]);
  expect((await prepare(sender)).leads).toEqual([]);
  expect((await drafts()).map(({ step, status }) => [step, status])).toEqual([
    [1, "rejected"],
    [2, "rejected"],
    [3, "rejected"],
  ]);
  expect((await sender.claim()).claims).toEqual([]);

  await saveSteps(sender, [exact({ body: "Anew" })]);
  expect((await drafts()).map(({ step, status }) => [step, status])).toEqual([[1, "rejected"]]);
});

test("a text that moves to a later place is not sent again to a person who got it", async () => {
  await saveSteps(sender, [exact({ body: "One" }), exact({ body: "Two" }), exact({ body: "Three" })]);
  await leadOf(world, sender);
  await prepare(sender);
  await approve();
  const first = await sender.claimOne();
  await recordOutcome(sender.engine, { claimId: first.claim_id, status: "sent" });
  await saveSteps(sender, [exact({ body: "Two" }), exact({ body: "Three" }), exact({ body: "One" })]);
  expect((await drafts()).map(({ body, status, holes }) => [body, status, holes])).toEqual([
    ["One", "sent", []],
    ["Three", "drafted", []],
    ["One", "drafted", ["a text that this person got already"]],
  ]);
});

test("of two people who edit at once the second is told, with the current sequence", async () => {
  const { owner } = sender.company;
  const { revision } = await getSequence(owner, { campaignId: sender.campaignId });
  const edit = SaveSequence.parse({ revision, steps: [exact({ delay_days: 0 })] });
  const saved = await Promise.allSettled(
    [1, 2].map(() => saveSequence(owner, { campaignId: sender.campaignId, ...edit })),
  );
  expect(saved.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(saveSequence(owner, { campaignId: sender.campaignId, ...edit })).rejects.toMatchObject({
    code: "sequence.stale",
    details: { revision: revision + 1, sequence: { steps: [{ subject: "Hello" }] } },
  });
});

describe("refused, with the place and a sentence", () => {
  test.each([
    ["an unknown variable", [exact({ body: "Hi {{frist_name}}" })], "steps.0.body", "Did you mean {{first_name}}?"],
    [
      "a variable of another tool",
      [exact({ subject: "{{CompanyName}}" })],
      "steps.0.subject",
      "Did you mean {{company}}?",
    ],
    ["a variable that is not whole", [exact({ body: "Hi {{first_name}" })], "steps.0.body", "not a whole variable"],
    ["a hole", [exact({ body: "Dear [First Name], hi" })], "steps.0.body", "“[First Name]”"],
    ["a hole in the subject", [exact({ subject: "For [Company]" })], "steps.0.subject", "“[Company]”"],
    [
      "a hole in the subject of a variant",
      [exact({ variants: [{ subject: "For [Company]", body: "Other" }] })],
      "steps.0.variants.0.subject",
      "“[Company]”",
    ],
    ["no subject", [exact({ subject: "" })], "steps.0.subject", "needs a subject"],
    ["no text", [exact(), exact({ body: " " })], "steps.1.body", "Email 2 has no text"],
    ["a text twice", [exact(), exact({ body: "Hi there, FIRST? " })], "steps.1.body", "repeats the text of email 1"],
    ["no instructions", [model("")], "steps.0.instructions", "say what it should write"],
    [
      "a bad variant",
      [exact({ variants: [{ subject: "x", body: "{{nope}}" }] })],
      "steps.0.variants.0.body",
      "{{nope}}",
    ],
    ["no delay", [exact(), exact({ delay_days: 0 })], "steps.1.delay_days", "Wait at least 1 day"],
  ])("%s", async (_what, steps, field, words) => {
    await expect(saveSteps(sender, steps)).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining(words),
      details: { field },
    });
  });

  test("a signature that names the lead", async () => {
    const signed = saveSteps(sender, [exact()], { signature: "Yours, {{first_name}}" });
    await expect(signed).rejects.toMatchObject({ details: { field: "signature" } });
  });

  test.each([
    ["no step", []],
    ["eleven steps", Array.from({ length: 11 }, () => exact())],
    ["five texts", [exact({ variants: Array.from({ length: 4 }, () => ({ subject: "a", body: "b" })) })]],
  ])("%s", (_what, steps) => {
    expect(SaveSequence.safeParse({ revision: 1, steps }).success).toBe(false);
  });
});

test("a reader may not change it; another workspace's campaign is not found; without its line in the ledger nothing is saved", async () => {
  const { owner, viewer, stranger } = sender.company;
  const change = {
    campaignId: sender.campaignId,
    ...SaveSequence.parse({ revision: 2, steps: [exact({ delay_days: 0 })] }),
  };
  await expect(saveSequence(viewer, change)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(saveSequence(stranger, change)).rejects.toMatchObject({ code: "campaign.not_found" });
  expect((await getSequence(owner, change)).steps).toMatchObject([
    { mode: "model" },
    { mode: "model" },
    { mode: "model" },
  ]);
});
