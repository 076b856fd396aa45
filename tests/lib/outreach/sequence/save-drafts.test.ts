import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DraftsReport } from "@/lib/contracts/engine";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

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

test("drafts replace those that wait; a claimed step stays as it went out", async () => {
  const { leadId } = await sender.drafted();
  expect(await saveDrafts(sender.engine, reportOf(leadId))).toEqual({ saved: 3 });
  expect((await sender.claimOne()).subject).toBe("New");
  expect(await saveDrafts(sender.engine, reportOf(leadId, [draft(1, "Other"), draft(2, "Other")]))).toEqual({
    saved: 1,
  });
});

test("a subject is one line", async () => {
  const { leadId } = await sender.drafted();
  await saveDrafts(sender.engine, reportOf(leadId, [draft(1, "Hi\r\nBcc: evil@example.com")]));
  expect((await sender.claimOne()).subject).toBe("Hi Bcc: evil@example.com");
});

test.each([
  ["a step twice", [draft(1), draft(1)]],
  ["a fourth step", [draft(4)]],
  ["an empty body", [{ ...draft(1), body: " " }]],
  ["no draft", []],
])("%s is refused", (_what, drafts) => {
  expect(DraftsReport.safeParse(reportOf(randomUUID(), drafts)).success).toBe(false);
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
