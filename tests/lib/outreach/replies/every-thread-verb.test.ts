import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assignThread } from "@/lib/outreach/replies/assign-thread";
import { getThread } from "@/lib/outreach/replies/get-thread";
import { labelThread } from "@/lib/outreach/replies/label-thread";
import { listThreads } from "@/lib/outreach/replies/list-threads";
import { markThread } from "@/lib/outreach/replies/mark-thread";
import { resumePerson } from "@/lib/outreach/replies/resume-person";
import { ListThreadsQuery } from "@/lib/outreach/replies/schemas";
import { stopPerson } from "@/lib/outreach/replies/stop-person";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
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

const list = (query: Record<string, string | number> = {}, ctx: WorkspaceCtx = replies.sender.company.owner) =>
  listThreads(ctx, ListThreadsQuery.parse(query));
async function answered(
  text: string,
  headers: string[] = [],
): Promise<{ threadId: string; leadId: string; email: string }> {
  const { email, leadId } = await replies.mailed();
  const { thread_id } = await replies.receive({ from: email, text, headers });
  return { threadId: thread_id ?? "", leadId, email };
}

test("the list begins with what needs a look, pages without gaps and filters by label, state and unread", async () => {
  const { owner } = replies.sender.company;
  const unsure = await answered("Hmm.");
  const yes = await answered("Yes, call me");
  const stop = await answered("Unsubscribe");
  const auto = await answered("Away", ["Auto-Submitted: auto-replied"]);
  const all = await list();
  expect(all.data.map(({ id }) => id)).toEqual([unsure, auto, stop, yes].map(({ threadId }) => threadId));
  expect(all.unread).toBe(3);

  const paged: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await list({ limit: 1, ...(cursor && { cursor }) });
    paged.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(all.data.map(({ id }) => id));

  expect((await list({ label: "opt_out" })).data.map(({ id }) => id)).toEqual([stop.threadId]);
  expect((await list({ status: "open" })).data.map(({ id }) => id)).toEqual([auto.threadId]);
  await markThread(owner, { threadId: yes.threadId, read: true });
  expect((await list({ unread: "true" })).data.map(({ id }) => id)).toEqual([unsure.threadId, stop.threadId]);
});

test("a conversation shows what was sent, the person's own words and the whole text", async () => {
  const { threadId, email } = await answered("Yes, call me.\r\n\r\n> Body 1");
  expect(await getThread(replies.sender.company.owner, { threadId })).toMatchObject({
    thread: { contact_email: email, label: "interested", sending: "stopped", campaign_id: replies.sender.campaignId },
    sent: [{ step: 1, subject: "Subject 1", body: "Body 1" }],
    messages: [
      { own_text: "Yes, call me.", full_text: expect.stringContaining("> Body 1") as string, sender: "unknown" },
    ],
    answers: [],
  });
});

test("a label decides: an opt-out suppresses, a machine's answer ends the hold, a person's stops", async () => {
  const { owner } = replies.sender.company;
  const held = await answered("Please remove me from your list", ["Auto-Submitted: auto-replied"]);
  expect(await replies.isMailable(held.leadId)).toBe(false);
  expect(await labelThread(owner, { threadId: held.threadId, label: "auto" })).toMatchObject({
    label: "auto",
    sending: "active",
  });
  expect(await replies.isMailable(held.leadId)).toBe(true);

  const person = await answered("Away", ["Auto-Submitted: auto-replied"]);
  await labelThread(owner, { threadId: person.threadId, label: "not_now" });
  expect(await replies.leadStatus(person.leadId)).toBe("replied");

  const wish = await answered("Hmm.");
  const labelled = await labelThread(owner, { threadId: wish.threadId, label: "opt_out" });
  expect(labelled).toMatchObject({ sending: "do_not_contact", labelled_by: expect.any(String) as string });
  expect(await replies.suppressed()).toEqual([wish.email]);
  expect(await world.ledger(owner.workspaceId)).toContainEqual(
    expect.objectContaining({ event_type: "reply.labelled" }),
  );
});

test("a person who is stopped by hand gets nothing until they are resumed; one who opted out is never resumed", async () => {
  const { owner } = replies.sender.company;
  const { threadId, leadId } = await answered("Away", ["Auto-Submitted: auto-replied"]);
  expect(await stopPerson(owner, { threadId })).toMatchObject({ sending: "stopped" });
  expect((await replies.sender.claim(2)).claims).toEqual([]);
  expect(await resumePerson(owner, { threadId })).toMatchObject({ sending: "active" });
  expect((await replies.sender.claim(2)).claims).toMatchObject([{ lead_id: leadId }]);

  const replied = await answered("Yes, call me");
  expect(await resumePerson(owner, { threadId: replied.threadId })).toMatchObject({ sending: "active" });
  expect(await replies.sender.claim(2)).toMatchObject({ claims: [{ lead_id: replied.leadId }] });

  const gone = await answered("Unsubscribe");
  await expect(resumePerson(owner, { threadId: gone.threadId })).rejects.toMatchObject({
    code: "reply.do_not_contact",
  });
});

test("a conversation is assigned to a member, and to nobody else", async () => {
  const { owner, founder } = replies.sender.company;
  const { threadId } = await answered("Yes");
  const { userId } = founder.user;
  expect(await assignThread(owner, { threadId, user_id: userId })).toMatchObject({ assigned_to: userId });
  await expect(assignThread(owner, { threadId, user_id: "user_stranger" })).rejects.toMatchObject({
    code: "member.not_found",
  });
  expect(await assignThread(owner, { threadId, user_id: null })).toMatchObject({ assigned_to: null });
});

test("a stranger finds nothing, and a viewer reads but decides nothing", async () => {
  const { viewer, stranger } = replies.sender.company;
  const { threadId } = await answered("Yes");
  expect((await list({}, stranger)).data).toEqual([]);
  await expect(getThread(stranger, { threadId })).rejects.toMatchObject({ code: "reply.not_found" });
  expect((await list({}, viewer)).data).toHaveLength(1);
  const decisions = [
    () => labelThread(viewer, { threadId, label: "opt_out" }),
    () => markThread(viewer, { threadId, read: true }),
    () => assignThread(viewer, { threadId, user_id: null }),
    () => stopPerson(viewer, { threadId }),
    () => resumePerson(viewer, { threadId }),
  ];
  for (const decide of decisions) await expect(decide()).rejects.toMatchObject({ code: "permission.missing" });
});
