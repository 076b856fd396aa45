import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
let mail: RecipientServer;
let sender: Sender;
const refuse = new Set<string>();
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse });
});
beforeEach(async () => {
  sender = await world.sender();
  await accountOn(mail.port);
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const accountOn = (port: number) =>
  saveMailAccount(sender.company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port, secure: false, encryption: "none", user: "ada", password: "x" },
  });
const sentTo = (email: string) => mail.received.filter(({ to }) => to === email);
const sendDue = async () => sendClaim(sender.engine, { claimId: (await sender.claimOne()).claim_id });

test("the email goes out by the workspace's own account, with its headers, and is recorded", async () => {
  const { email } = await sender.drafted();
  const answer = await sendDue();
  expect(answer).toMatchObject({ status: "sent", recorded: true, stop: false });
  const [message] = sentTo(email);
  expect(answer.message_id).toBe(message?.mail.messageId);
  const lines = message?.mail.headerLines.map(({ line }) => line);
  expect(lines).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(message?.mail.messageId).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
  expect(message?.mail.from?.text).toBe('"Ada Bright" <ada@example.com>');
  expect(await sender.emails()).toMatchObject([{ status: "sent", attempts: 1 }]);
});

test("asked ten times at once and ten times later, it goes out once, and each later answer is the first one", async () => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => sendClaim(sender.engine, { claimId })));
  const answers = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(answers.filter(({ recorded }) => recorded)).toHaveLength(1);
  const refused: unknown[] = asked.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  for (const reason of refused) {
    expect(["claim.under_way", "claim.withdrawn"]).toContain((reason as { code?: string }).code);
  }
  const first = answers.find(({ recorded }) => recorded);
  for (let times = 0; times < 10; times += 1) {
    expect(await sendClaim(sender.engine, { claimId })).toEqual({ ...first, recorded: false });
  }
  expect(sentTo(email)).toHaveLength(1);
});

test("while it is being sent, no report and no confirmation of a workflow has an effect: it is neither given back nor sent again", async () => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  const answered = Promise.withResolvers<void>();
  const underWay = mail.holdNext(answered.promise);
  const sending = sendClaim(sender.engine, { claimId });
  await underWay;
  for (const status of ["not_sent", "server_unusable", "sent", "bounced"] as const) {
    expect(await recordOutcome(sender.engine, { claimId, status })).toMatchObject({
      status: "claimed",
      recorded: false,
    });
  }
  await expect(confirmClaim(sender.engine, { claimId })).rejects.toMatchObject({ code: "claim.withdrawn" });
  await expect(sendClaim(sender.engine, { claimId })).rejects.toMatchObject({ code: "claim.under_way" });
  expect((await sender.claim()).claims).toEqual([]);
  answered.resolve();
  expect(await sending).toMatchObject({ status: "sent", recorded: true });
  expect(sentTo(email)).toHaveLength(1);
  expect(await sender.emails()).toMatchObject([{ status: "sent", attempts: 1 }]);
});

test("an unknown outcome stays unknown, however often a workflow asks or reports", async () => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await confirmClaim(sender.engine, { claimId, once: true });
  await world.admin.query("update genesis.sequence_emails set status = 'unknown' where claim_id = $1", [claimId]);
  expect(await sendClaim(sender.engine, { claimId })).toMatchObject({ status: "unknown", recorded: false });
  expect(await recordOutcome(sender.engine, { claimId, status: "not_sent" })).toMatchObject({ status: "unknown" });
  expect((await sender.claim()).claims).toEqual([]);
  expect(sentTo(email)).toEqual([]);
});

test.each([
  ["a paused campaign", "update campaigns set status = 'paused' where id = $1", "campaign.not_active"],
  [
    "a suppressed recipient",
    `insert into suppressions (workspace_id, email, reason, source)
     select workspace_id, to_email, 'manual', 'test' from genesis.sequence_emails where campaign_id = $1 and step = 1`,
    "lead.suppressed",
  ],
  [
    "a recipient who replied",
    `update genesis.leads set status = 'replied'
     where id in (select lead_id from genesis.sequence_emails where campaign_id = $1)`,
    "lead.stopped",
  ],
])("%s is not mailed by a claim from before", async (_what, change, reason) => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await world.admin.query(change, [sender.campaignId]);
  await expect(sendClaim(sender.engine, { claimId })).rejects.toMatchObject({ details: { reason } });
  expect(sentTo(email)).toEqual([]);
});

test("a frozen workspace sends nothing", async () => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'spam' where id = $1", [
    sender.company.workspaceId,
  ]);
  await expect(sendClaim(sender.engine, { claimId })).rejects.toMatchObject({ code: "workspace.frozen" });
  expect(sentTo(email)).toEqual([]);
});

test("one that was confirmed already may have been handed over, and is not sent", async () => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await confirmClaim(sender.engine, { claimId });
  await expect(sendClaim(sender.engine, { claimId })).rejects.toMatchObject({ code: "claim.withdrawn" });
  expect(sentTo(email)).toEqual([]);
});

test("a recipient who opted out meanwhile is not mailed", async () => {
  const { email, leadId } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await world.admin.query("update genesis.leads set status = 'opted_out' where id = $1", [leadId]);
  await expect(sendClaim(sender.engine, { claimId })).rejects.toMatchObject({ details: { reason: "lead.stopped" } });
  expect(sentTo(email)).toEqual([]);
});

test("a recipient whom the server does not know has bounced", async () => {
  const { email } = await sender.drafted();
  refuse.add(email);
  expect(await sendDue()).toMatchObject({ status: "bounced", stop: false });
});

test("a server that is away costs no attempt and ends the run", async () => {
  await accountOn(1);
  await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  expect(await sendClaim(sender.engine, { claimId })).toMatchObject({ status: "approved", recorded: true, stop: true });
  // The answer was lost: the run ends by the same word.
  expect(await sendClaim(sender.engine, { claimId })).toMatchObject({
    status: "approved",
    recorded: false,
    stop: true,
  });
  expect(await sender.emails()).toMatchObject([{ status: "approved", attempts: 0 }]);
});

test("without an account, or for another workspace's claim, nothing is sent", async () => {
  await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  const other = await world.sender();
  await expect(sendClaim(other.engine, { claimId })).rejects.toMatchObject({ code: "mail_account.none" });
  await saveMailAccount(other.company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port: mail.port, secure: false, encryption: "none", user: "ada", password: "x" },
  });
  await expect(sendClaim(other.engine, { claimId })).rejects.toMatchObject({ code: "claim.not_found" });
  await expect(sendClaim(sender.company.viewer, { claimId })).rejects.toMatchObject({ code: "permission.missing" });
});
