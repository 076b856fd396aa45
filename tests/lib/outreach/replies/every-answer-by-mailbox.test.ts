import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sendTest } from "@/lib/outreach/drafts/send-test";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { beginGmailConsent } from "@/lib/outreach/mailbox/begin-gmail-consent";
import { connectGmail } from "@/lib/outreach/mailbox/connect-gmail";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { approveAnswer } from "@/lib/outreach/replies/approve-answer";
import { getThread } from "@/lib/outreach/replies/get-thread";
import { sendAnswer } from "@/lib/outreach/replies/send-answer";
import { writeAnswer } from "@/lib/outreach/replies/write-answer";
import { startGoogleServer, type GoogleServer } from "../../../support/google-server";
import { startRecipientServer, type Received, type RecipientServer } from "../../../support/recipient-server";
import { anotherOn, mailboxesOn, people, sendOthers } from "../mailbox-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { repliesOf } from "./replies-world";

let google: GoogleServer;
let world: EngineWorld;
let first: RecipientServer;
let second: RecipientServer;
let sender: Sender;
beforeAll(async () => {
  google = await startGoogleServer();
  world = await createEngineWorld({
    LOCAL_MODE: "true",
    APP_URL: "https://app.example",
    GOOGLE_CLIENT_ID: "client-id",
    GOOGLE_CLIENT_SECRET: "client-secret",
    GOOGLE_API_URL: google.url,
  });
  [first, second] = [
    await startRecipientServer({ refuse: new Set() }),
    await startRecipientServer({ refuse: new Set() }),
  ];
});
beforeEach(async () => {
  sender = await world.sender();
  [first.received.length, second.received.length] = [0, 0];
});
afterAll(async () => {
  await Promise.all([google.stop(), first.stop(), second.stop()]);
  await world.close();
});

/** Two mailboxes on two servers, with one person each, and the address of the second. */
async function twoMailboxes(): Promise<string> {
  await mailboxesOn(sender, first.port, 1);
  await anotherOn(sender, second.port);
  await people(world, sender, 2);
  return (await listMailboxes(sender.company.owner))[1]?.address ?? "";
}
/** The person whom the second mailbox wrote to answers it; an answer to them is approved. */
async function answered(address: string): Promise<{ email: Received; threadId: string; answerId: string }> {
  const { owner } = sender.company;
  await sender.claim();
  await sendOthers(world, sender);
  const [email] = second.received;
  if (!email) throw new Error("The second mailbox sent no email.");
  const { thread_id } = await repliesOf(world, sender).receive({
    ...{ from: email.to, to: address, text: "Yes, call me", id: `<re-${email.to}>` },
    answers: email.mail.messageId ?? "",
  });
  const threadId = thread_id ?? "";
  const { id: answerId, hash } = await writeAnswer(owner, { threadId, text: "Shall we say ten?" });
  await approveAnswer(owner, { threadId, answer_id: answerId, hash });
  return { email, threadId, answerId };
}
const answersOf = async (threadId: string) => (await getThread(sender.company.owner, { threadId })).answers;

test("a reply to the second mailbox is heard, and the answer to it leaves from there in the thread", async () => {
  const address = await twoMailboxes();
  const { email, threadId, answerId } = await answered(address);
  await sendAnswer(sender.company.job, { answerId });
  expect(await answersOf(threadId)).toMatchObject([{ status: "sent" }]);
  expect(first.received).toEqual([]);
  const { mail, to } = second.received.at(-1)!;
  expect([to, mail.from?.value[0]?.address, mail.replyTo?.value[0]?.address]).toEqual([email.to, address, address]);
  expect(mail.inReplyTo).toBe(`<re-${email.to}>`);
  expect(mail.references).toEqual([email.mail.messageId, `<re-${email.to}>`]);
  expect(mail.text?.trim()).toBe("Shall we say ten?");
});

test("a test of a draft leaves by the mailbox that its person is written to from", async () => {
  const { owner, founder } = sender.company;
  const address = await twoMailboxes();
  const drafts = (await listDrafts(owner, { campaignId: sender.campaignId, step: 1, limit: 10 })).data;
  const from = async (wanted: boolean): Promise<void> => {
    const draft = drafts.find((one) => (one.from === address) === wanted);
    await sendTest(owner, { draftId: draft?.id ?? "" });
  };
  await from(true);
  expect(second.received.map(({ to, mail }) => [to, mail.from?.value[0]?.address])).toEqual([
    [founder.user.email, address],
  ]);
  expect(first.received).toEqual([]);
  await from(false);
  expect(first.received.map(({ mail }) => mail.from?.value[0]?.address)).toEqual(["ada@example.com"]);
});

test("an answer of a Gmail account that its owner took back is not sent, and says so", async () => {
  const { owner, job } = sender.company;
  const box = repliesOf(world, sender);
  const { email, messageId } = await box.mailed();
  const { url } = await beginGmailConsent(owner, { purpose: "mail_account" });
  google.lifetime = 60;
  await connectGmail(owner, google.allow(url, { address: "other@example.com" }));
  const { thread_id } = await box.receive({ from: email, text: "Yes", id: `<re-${email}>`, answers: messageId });
  const threadId = thread_id ?? "";
  const { id: answerId, hash } = await writeAnswer(owner, { threadId, text: "Hello" });
  await approveAnswer(owner, { threadId, answer_id: answerId, hash });
  google.revoke();
  await sendAnswer(job, { answerId });
  expect(await answersOf(threadId)).toMatchObject([
    { status: "failed", outcome: expect.stringContaining("Connect Gmail again") },
  ]);
});
