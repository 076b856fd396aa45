import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
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
  expect(await sendDue()).toMatchObject({ status: "sent", recorded: true, stop: false });
  const [message] = sentTo(email);
  const lines = message?.mail.headerLines.map(({ line }) => line);
  expect(lines).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(message?.mail.messageId).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
  expect(message?.mail.from?.text).toBe('"Ada Bright" <ada@example.com>');
  expect(await sender.emails()).toMatchObject([{ status: "sent", attempts: 1 }]);
});

test("asked ten times at once, it goes out once", async () => {
  const { email } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => sendClaim(sender.engine, { claimId })));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(sentTo(email)).toHaveLength(1);
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
  expect(await sendDue()).toMatchObject({ status: "approved", stop: true });
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
