import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bounceAsRecipient } from "@/lib/operations/test-mailbox/bounce-as-recipient";
import { getMessage } from "@/lib/operations/test-mailbox/get-message";
import { goOnHoliday } from "@/lib/operations/test-mailbox/go-on-holiday";
import { listMessages } from "@/lib/operations/test-mailbox/list-messages";
import { optOutAsRecipient } from "@/lib/operations/test-mailbox/opt-out-as-recipient";
import { replyAsRecipient } from "@/lib/operations/test-mailbox/reply-as-recipient";
import { findOwnMessages } from "@/lib/outreach/replies/find-own-messages";
import { getThread } from "@/lib/outreach/replies/get-thread";
import type { Replies } from "../../outreach/replies/replies-world";
import { createMailboxWorld, type MailboxWorld } from "./mailbox-world";

let world: MailboxWorld;
let box: Replies;
beforeAll(async () => {
  world = await createMailboxWorld();
});
beforeEach(async () => {
  box = await world.mailbox();
});
afterAll(() => world.close());

const list = async (cursor?: string, limit = 50) => listMessages(box.sender.company.owner, { cursor, limit });
async function mailed(): Promise<{ id: string; leadId: string; email: string; messageId: string }> {
  const person = await box.mailed();
  const found = (await list()).data.find(({ lead_id }) => lead_id === person.leadId);
  return { ...person, id: found?.id ?? "" };
}

test("an email is listed and read as its recipient gets it, and only in its own workspace", async () => {
  const { id, email, messageId } = await mailed();
  const { owner, stranger } = box.sender.company;
  expect((await list()).data).toMatchObject([{ id, to: email, subject: "Subject 1", step: 1 }]);
  const message = await getMessage(owner, { messageId: id });
  expect(message).toMatchObject({ to: email, from: "Ada Bright <ada@example.com>", subject: "Subject 1" });
  expect(message.text).toContain("Body 1");
  expect(message.html).toContain("Unsubscribe");
  expect((await listMessages(stranger, { limit: 50 })).data).toEqual([]);
  await expect(getMessage(stranger, { messageId: id })).rejects.toMatchObject({ code: "mailbox_message.not_found" });
  expect(await findOwnMessages(stranger, [messageId])).toEqual([]);
});

test("the list pages without gaps, the newest first", async () => {
  await mailed();
  await mailed();
  const first = await list(undefined, 1);
  const second = await list(first.next_cursor ?? "", 1);
  expect(second.next_cursor).toBeNull();
  expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(2);
});

test("an answer goes the way of a real message: thread, stop, and the quoted footer decides nothing", async () => {
  const { id, leadId } = await mailed();
  const { owner } = box.sender.company;
  const answer = await replyAsRecipient(owner, { messageId: id, text: "Yes, call me on Tuesday." });
  expect(answer).toMatchObject({ kept: true, event_type: "replied", class: "interested" });
  expect(await box.leadStatus(leadId)).toBe("replied");
  const { messages } = await getThread(owner, { threadId: answer.thread_id ?? "" });
  expect(messages).toMatchObject([{ own_text: "Yes, call me on Tuesday.", from_email: expect.any(String) as string }]);
  expect((await box.sender.claim(2)).claims).toEqual([]);
});

test("a bounce, an opt-out and a holiday do what they do in the world", async () => {
  const { owner } = box.sender.company;
  const [gone, out, away] = [await mailed(), await mailed(), await mailed()];
  expect(await bounceAsRecipient(owner, { messageId: gone.id })).toMatchObject({
    event_type: "bounced",
    class: "bounce",
  });
  expect(await optOutAsRecipient(owner, { messageId: out.id })).toEqual({ unsubscribed: true });
  expect(await goOnHoliday(owner, { messageId: away.id, days: 7 })).toMatchObject({
    event_type: null,
    class: "out_of_office",
  });
  expect(await box.leadStatus(gone.leadId)).toBe("bounced");
  expect(await box.leadStatus(out.leadId)).toBe("opted_out");
  expect(await box.leadStatus(away.leadId)).toBe("active");
  expect(await box.suppressed()).toEqual([gone.email, out.email].sort());
  expect(await box.isMailable(away.leadId)).toBe(false);
});

test("a viewer reads the mailbox and acts as no recipient", async () => {
  const { id } = await mailed();
  const { viewer } = box.sender.company;
  expect((await listMessages(viewer, { limit: 1 })).data).toHaveLength(1);
  const acts = [
    () => replyAsRecipient(viewer, { messageId: id, text: "Yes" }),
    () => bounceAsRecipient(viewer, { messageId: id }),
    () => optOutAsRecipient(viewer, { messageId: id }),
    () => goOnHoliday(viewer, { messageId: id, days: 1 }),
  ];
  for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "permission.missing" });
});
