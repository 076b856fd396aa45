import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ReplyReport } from "@/lib/contracts/engine-replies";
import { receiveReply } from "@/lib/metering/events/receive-reply";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { createRepliesWorld, type Replies, type RepliesWorld } from "./replies-world";

let world: RepliesWorld;
let replies: Replies;
beforeAll(async () => {
  world = await createRepliesWorld();
});
beforeEach(async () => {
  replies = await world.replies();
});
afterAll(() => world.close());

const threads = async (): Promise<Record<string, unknown>[]> =>
  (
    await world.admin.query<Record<string, unknown>>(
      "select contact_email, label, step, message_count, unread from reply_threads where workspace_id = $1 order by created_at",
      [replies.sender.company.workspaceId],
    )
  ).rows;

test("an answer is kept in the thread of the email it answers, once however often it comes, also at once", async () => {
  const { email, messageId, leadId } = await replies.mailed();
  const message = { from: `Ann <${email}>`, text: "Yes, call me.", id: "<a1@x>", answers: messageId };
  const answers = await Promise.all([1, 2, 3].map(() => replies.receive(message)));
  for (const answer of answers) {
    expect(answer).toMatchObject({ kept: true, event_type: "replied", class: "interested" });
    expect(answer.thread_id).toBe(answers[0]?.thread_id);
  }
  expect(await threads()).toEqual([
    { contact_email: email, label: "interested", step: 1, message_count: 1, unread: true },
  ]);
  expect(await replies.leadStatus(leadId)).toBe("replied");
});

test.each([
  ["Pat O'Hara <pat.o'hara@case.example>", "pat.o'hara@case.example"],
  ["d'arcy@case.example", "d'arcy@case.example"],
  ['"boss@else.example" <l\'oreal@case.example>', "l'oreal@case.example"],
  ["zoë@case.example (zoe@else.example)", "zoë@case.example"],
])("%s is stopped, and no other address", async (from, email) => {
  const { leadId } = await replies.mailed(email);
  await replies.receive({ from, text: "Unsubscribe" });
  expect(await replies.suppressed()).toEqual([email]);
  expect(await replies.leadStatus(leadId)).toBe("opted_out");
});

test("an answer from another address stops the person who was written to, and a wish that address too", async () => {
  const { leadId, messageId } = await replies.mailed("ann@case.example");
  await replies.receive({ from: "private@home.example", text: "Please remove me.", answers: messageId });
  expect(await replies.leadStatus(leadId)).toBe("opted_out");
  expect(await replies.suppressed()).toEqual(["ann@case.example", "private@home.example"]);
});

test("a reply while step 2 is claimed withdraws the claim, and so does a message that needs a look", async () => {
  const { email } = await replies.mailed();
  const claim = await replies.sender.claimOne(2);
  await replies.receive({ from: email, text: "Call me" });
  await expect(confirmClaim(replies.sender.engine, { claimId: claim.claim_id })).rejects.toMatchObject({
    code: "claim.withdrawn",
  });

  const other = await replies.mailed();
  const second = await replies.sender.claimOne(2);
  const headers = ["Auto-Submitted: auto-replied"];
  expect(await replies.receive({ from: other.email, text: "Please remove me from your list.", headers })).toMatchObject(
    {
      class: "needs_look",
      event_type: null,
    },
  );
  await expect(confirmClaim(replies.sender.engine, { claimId: second.claim_id })).rejects.toMatchObject({
    code: "claim.withdrawn",
  });
  expect((await replies.sender.claim(2)).claims).toEqual([]);
  expect(await replies.leadStatus(other.leadId)).toBe("active");
});

test("an absence moves the next email to the day of return", async () => {
  const { email, leadId } = await replies.mailed();
  const back = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const subject = "Automatic reply: Subject 1";
  await replies.receive({ from: email, subject, text: `I am away, back on ${back}.` });
  expect(await replies.isMailable(leadId)).toBe(false);
  expect(await replies.leadStatus(leadId)).toBe("active");
  await world.admin.query("update genesis.sequence_holds set until = now() - interval '1 second' where lead_id = $1", [
    leadId,
  ]);
  expect(await replies.isMailable(leadId)).toBe(true);
});

test("a delivery report is a bounce by its status", async () => {
  const { leadId, messageId, email } = await replies.mailed();
  const report = readFileSync("tests/fixtures/replies/bounce.eml", "utf8").replace("<c1@acme.example>", messageId);
  const send = (text: string) =>
    receiveReply(replies.sender.engine, ReplyReport.parse({ raw: Buffer.from(text).toString("base64") }));
  const full = report
    .replaceAll("5.1.1", "5.2.2")
    .replace("no such user", "mailbox full")
    .replace("bounce-1", "bounce-0");
  expect(await send(full)).toMatchObject({ event_type: "bounced", class: "bounce" });
  expect(await replies.leadStatus(leadId)).toBe("active");
  expect(await send(report)).toMatchObject({ event_type: "bounced", class: "bounce" });
  expect(await replies.leadStatus(leadId)).toBe("bounced");
  expect(await replies.suppressed()).toEqual([email]);
});

test("a reply holds colleagues where the campaign asks for it, and people of a public provider never", async () => {
  const set = "update campaigns set stop_company_on_reply = true where id = $1";
  await world.admin.query(set, [replies.sender.campaignId]);
  const ann = await replies.mailed("ann@acme-case.example");
  const bob = await replies.mailed("bob@acme-case.example");
  const eve = await replies.mailed("eve@elsewhere.example");
  const [gina, hal] = [await replies.mailed("gina@gmail.com"), await replies.mailed("hal@gmail.com")];
  await replies.receive({ from: ann.email, text: "Yes, call me" });
  await replies.receive({ from: gina.email, text: "Yes, call me" });
  expect(await replies.isMailable(bob.leadId)).toBe(false);
  expect(await replies.isMailable(eve.leadId)).toBe(true);
  expect(await replies.isMailable(hal.leadId)).toBe(true);
});

test("our own footer and text, quoted without marks, never decide", async () => {
  const { email } = await replies.mailed();
  const text =
    "Prima, bel me morgen.\r\n\r\nVan: Ada Bright\r\nVerzonden: maandag\r\nAan: Ann\r\nOnderwerp: Subject 1\r\n\r\nBody 1\r\n\r\n--\r\nBright & Söhne\r\nDock Street 1\r\n\r\nUnsubscribe: https://x.example/u/00112233445566778899aabbccddeeff0011223344556677";
  expect(await replies.receive({ from: email, text })).toMatchObject({ event_type: "replied", class: "interested" });
  expect(await replies.suppressed()).toEqual([]);
});

test("a message of the founder's own address in a thread is no answer", async () => {
  const { messageId } = await replies.mailed();
  expect(await replies.receive({ from: "Ada <ada@example.com>", text: "Yes", answers: messageId })).toMatchObject({
    kept: false,
  });
});
