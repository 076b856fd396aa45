import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DraftsReport } from "@/lib/contracts/engine";
import { editDraft } from "@/lib/outreach/drafts/edit-draft";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { listLeadsToPrepare } from "@/lib/outreach/sequence/list-leads-to-prepare";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import { approveDrafts } from "../../../factories/approve-drafts";
import { waitFor } from "../../../support/wait-for";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";
import { model, prepare, saveSteps } from "./steps";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const draft = (step: number, subject = "New") => ({ step, subject, body: "Body" });
const reportOf = (leadId: string, drafts = [draft(1), draft(2), draft(3)]): DraftsReport => ({
  campaign_id: sender.campaignId,
  lead_id: leadId,
  drafts,
  source: "a model",
});

test("drafts replace those that wait; a step that was approved, or edited, stays as it is", async () => {
  const { leadId } = await sender.written();
  expect(await saveDrafts(sender.engine, reportOf(leadId))).toEqual({ saved: 3 });
  const { owner } = sender.company;
  const [first] = (await listDrafts(owner, { campaignId: sender.campaignId, step: 2, limit: 1 })).data;
  await editDraft(owner, { draftId: first!.id, subject: "Mine", body: "By hand.", version: first!.version });
  expect(await saveDrafts(sender.engine, reportOf(leadId))).toEqual({ saved: 2 });
  await approveDrafts(owner, sender.campaignId);
  expect((await sender.claimOne()).subject).toBe("New");
  expect(await saveDrafts(sender.engine, reportOf(leadId))).toEqual({ saved: 0 });
});

test("a model that still wrote while its steps were removed adds no email to the sequence", async () => {
  const { leadId } = await sender.written();
  await world.admin.query("delete from genesis.sequence_emails where lead_id = $1", [leadId]);
  expect((await prepare(sender)).leads[0]?.steps).toHaveLength(3);
  await saveSteps(sender, [model("Only one")]);
  expect(await saveDrafts(sender.engine, reportOf(leadId))).toEqual({ saved: 1 });
  expect([await sender.emails(1), await sender.emails(2), await sender.emails(3)]).toMatchObject([
    [{ lead_id: leadId }],
    [],
    [],
  ]);
});

test("drafts that come while the sequence is being shortened wait for the shorter one", async () => {
  const { leadId } = await sender.written();
  await world.admin.query("delete from genesis.sequence_emails where lead_id = $1", [leadId]);
  await world.admin.query("begin");
  await world.admin.query("update genesis.sequences set steps = jsonb_build_array(steps -> 0) where campaign_id = $1", [
    sender.campaignId,
  ]);
  const saving = saveDrafts(sender.engine, reportOf(leadId));
  const isWaiting = async (): Promise<boolean> => {
    const { rows } = await world.admin.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  };
  await waitFor(isWaiting, { withinMs: 10_000, everyMs: 20, what: "the drafts wait" });
  await world.admin.query("commit");
  expect(await saving).toEqual({ saved: 1 });
});

test("a subject is one line", async () => {
  const { leadId } = await sender.written();
  await saveDrafts(sender.engine, reportOf(leadId, [draft(1, "Hi\r\nBcc: evil@example.com")]));
  await approveDrafts(sender.company.owner, sender.campaignId);
  expect((await sender.claimOne()).subject).toBe("Hi Bcc: evil@example.com");
});

test.each([
  ["a step twice", [draft(1), draft(1)]],
  ["an eleventh step", [draft(11)]],
  ["an empty body", [{ ...draft(1), body: " " }]],
  ["no draft", []],
])("%s is refused", (_what, drafts) => {
  expect(DraftsReport.safeParse(reportOf(randomUUID(), drafts)).success).toBe(false);
});

test("a lead whose answers cannot be used comes last, and after the third is asked for no more", async () => {
  const add = (email: string, daysAgo: number) =>
    world.admin.query(
      "insert into genesis.leads (workspace_id, email, created_at) values ($1, $2, now() - make_interval(days => $3))",
      [sender.company.workspaceId, email, daysAgo],
    );
  await add("stubborn@example.org", 9);
  await add("fine@example.org", 1);
  const asked = async () =>
    (await listLeadsToPrepare(sender.engine, { campaign_id: sender.campaignId, limit: 50 })).leads;
  const [stubborn] = await asked();
  const failure = { campaign_id: sender.campaignId, lead_id: stubborn!.lead_id, source: "m", failure: "No JSON." };
  expect(await saveDrafts(sender.engine, failure)).toEqual({ saved: 0, failure: "No JSON." });
  expect((await asked()).map(({ email }) => email)).toEqual(["fine@example.org", "stubborn@example.org"]);
  await saveDrafts(sender.engine, failure);
  await saveDrafts(sender.engine, failure);
  expect((await asked()).map(({ email }) => email)).toEqual(["fine@example.org"]);
  await expect(saveDrafts(sender.engine, { ...failure, lead_id: randomUUID() })).rejects.toMatchObject({
    code: "lead.not_found",
  });
});

test("a text that states something about the lead without a finding is prepared again once, and then kept without it", async () => {
  const { leadId } = await sender.written();
  const { workspaceId } = sender.company;
  await world.admin.query("delete from genesis.sequence_emails where lead_id = $1", [leadId]);
  await world.admin.query(
    `insert into genesis.lead_findings (workspace_id, lead_id, number, fact, url, quote, source)
     values ($1, $2, 1, 'They opened a clinic in Graz.', 'https://acme.example', 'We opened a clinic in Graz.', 'website')`,
    [workspaceId, leadId],
  );
  const bodyOf = async () =>
    (await world.admin.query("select body from genesis.sequence_emails where lead_id = $1 and step = 1", [leadId]))
      .rows;
  const body = "Hi Ann,\n\nYou opened a clinic in Graz [1]. You raised 20 million [2]. Is that a topic for you?";
  const report = reportOf(leadId, [{ ...draft(1), body }]);

  expect((await prepare(sender)).leads).toMatchObject([{ findings: [{ number: 1 }] }]);
  const failure = "The model cites a finding that does not exist: “You raised 20 million [2].”";
  expect(await saveDrafts(sender.engine, report)).toEqual({ saved: 0, failure });
  expect(await bodyOf()).toEqual([]);
  expect((await prepare(sender)).leads).toMatchObject([{ lead_id: leadId }]);
  expect(await saveDrafts(sender.engine, report)).toEqual({ saved: 1 });
  expect(await bodyOf()).toEqual([{ body: "Hi Ann,\n\nYou opened a clinic in Graz. Is that a topic for you?" }]);
});

test("a lead or campaign of another workspace is not found, and nothing is stored", async () => {
  const other = await world.sender();
  const { leadId } = await other.drafted();
  await expect(saveDrafts(sender.engine, reportOf(leadId))).rejects.toMatchObject({ code: "lead.not_found" });
  const foreign = { ...reportOf(leadId), campaign_id: other.campaignId };
  await expect(saveDrafts(sender.engine, foreign)).rejects.toMatchObject({ code: "campaign.not_found" });
  expect((await other.claimOne()).subject).toBe("Subject 1");
  await expect(saveDrafts(sender.company.viewer, foreign)).rejects.toMatchObject({ code: "permission.missing" });
});
