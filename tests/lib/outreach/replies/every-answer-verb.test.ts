import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { approveAnswer } from "@/lib/outreach/replies/approve-answer";
import { getThread } from "@/lib/outreach/replies/get-thread";
import { sendAnswer } from "@/lib/outreach/replies/send-answer";
import { writeAnswer } from "@/lib/outreach/replies/write-answer";
import { getMessage } from "@/lib/operations/test-mailbox/get-message";
import { listMessages } from "@/lib/operations/test-mailbox/list-messages";
import { createMailboxWorld, type MailboxWorld } from "../../operations/test-mailbox/mailbox-world";
import type { Replies } from "./replies-world";

let world: MailboxWorld;
let box: Replies;
beforeAll(async () => {
  world = await createMailboxWorld();
});
beforeEach(async () => {
  box = await world.mailbox();
});
afterAll(() => world.close());

async function answered(text = "Yes, call me"): Promise<{ threadId: string; messageId: string; email: string }> {
  const { email, messageId } = await box.mailed();
  const { thread_id } = await box.receive({ from: email, text, id: `<re-${email}>`, answers: messageId });
  return { threadId: thread_id ?? "", messageId, email };
}
const outgoing = async (): Promise<string[]> =>
  (await listMessages(box.sender.company.owner, { limit: 50 })).data
    .filter(({ step }) => step === 1)
    .map(({ id }) => id);

test("an answer leaves once, in its thread, after its exact bytes were approved", async () => {
  const { owner, job } = box.sender.company;
  const { threadId, messageId, email } = await answered();
  const first = await writeAnswer(owner, { threadId, text: "Shall we say ten?" });
  const draft = await writeAnswer(owner, { threadId, text: "Shall we say eleven?" });
  expect(draft).toMatchObject({ id: first.id, status: "draft", to_email: email, subject: "Re: Subject 1" });
  const before = (await outgoing()).length;

  const stale = approveAnswer(owner, { threadId, answer_id: draft.id, hash: first.hash });
  await expect(stale).rejects.toMatchObject({ code: "answer.changed" });
  await sendAnswer(job, { answerId: draft.id });
  expect((await outgoing()).length).toBe(before);

  await approveAnswer(owner, { threadId, answer_id: draft.id, hash: draft.hash });
  expect((await world.jobs(owner.workspaceId)).filter(({ name }) => name === "replies.send_answer")).toHaveLength(1);
  await sendAnswer(job, { answerId: draft.id });
  await sendAnswer(job, { answerId: draft.id });
  const again = approveAnswer(owner, { threadId, answer_id: draft.id, hash: draft.hash });
  await expect(again).rejects.toMatchObject({ code: "answer.decided" });

  const { answers } = await getThread(owner, { threadId });
  expect(answers).toMatchObject([{ status: "sent", body: "Shall we say eleven?" }]);
  const [newest] = (await listMessages(owner, { limit: 50 })).data.filter(({ subject }) => subject === "Re: Subject 1");
  const sent = await getMessage(owner, { messageId: newest?.id ?? "" });
  const header = (name: string): string | undefined => sent.headers.find((one) => one.name === name)?.value;
  expect(header("in-reply-to")).toBe(`<re-${email}>`);
  expect(header("references")).toBe(`${messageId} <re-${email}>`);
  expect(sent.text.trim()).toBe("Shall we say eleven?");
  expect((await outgoing()).length).toBe(before + 1);
});

test("an approval is void when the sender changes, and nothing is written to a person who opted out", async () => {
  const { owner, job } = box.sender.company;
  const { threadId } = await answered();
  const draft = await writeAnswer(owner, { threadId, text: "Hello" });
  await approveAnswer(owner, { threadId, answer_id: draft.id, hash: draft.hash });
  await world.admin.query("update genesis.brand_profiles set sender_name = 'Eve' where workspace_id = $1", [
    owner.workspaceId,
  ]);
  await sendAnswer(job, { answerId: draft.id });
  expect((await getThread(owner, { threadId })).answers).toMatchObject([{ status: "failed" }]);

  const gone = await answered("Unsubscribe");
  await expect(writeAnswer(owner, { threadId: gone.threadId, text: "But" })).rejects.toMatchObject({
    code: "reply.do_not_contact",
  });
});

test("an answer whose sending was interrupted is unknown, and is not sent again", async () => {
  const { owner, job } = box.sender.company;
  const { threadId } = await answered();
  const draft = await writeAnswer(owner, { threadId, text: "Hello" });
  await approveAnswer(owner, { threadId, answer_id: draft.id, hash: draft.hash });
  await world.admin.query("update reply_answers set status = 'sending' where id = $1", [draft.id]);
  const before = (await outgoing()).length;
  await sendAnswer(job, { answerId: draft.id });
  expect((await getThread(owner, { threadId })).answers).toMatchObject([{ status: "unknown" }]);
  expect((await outgoing()).length).toBe(before);
});

test("nothing is approved if the job cannot be enqueued, by a viewer or in another workspace", async () => {
  const { owner, viewer, stranger } = box.sender.company;
  const { threadId } = await answered();
  const draft = await writeAnswer(owner, { threadId, text: "Hello" });
  const approval = { threadId, answer_id: draft.id, hash: draft.hash };
  await expect(world.withoutQueue(() => approveAnswer(owner, approval))).rejects.toThrow();
  await expect(approveAnswer(viewer, approval)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(writeAnswer(viewer, { threadId, text: "x" })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(approveAnswer(stranger, approval)).rejects.toMatchObject({ code: "reply.not_found" });
  expect((await getThread(owner, { threadId })).answers).toMatchObject([{ status: "draft" }]);
});
