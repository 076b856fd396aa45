import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimReply } from "@/lib/autopilot/chat/claim-reply";
import { endReply } from "@/lib/autopilot/chat/end-reply";
import { followReply, type ReplyNews } from "@/lib/autopilot/chat/follow-reply";
import { listMessages } from "@/lib/autopilot/chat/list-messages";
import { postMessage } from "@/lib/autopilot/chat/post-message";
import { redactMessage } from "@/lib/autopilot/chat/redact-message";
import { requireMessage } from "@/lib/autopilot/chat/require-message";
import { retryReply } from "@/lib/autopilot/chat/retry-reply";
import { stopReply } from "@/lib/autopilot/chat/stop-reply";
import { suggestQuestions } from "@/lib/autopilot/chat/suggest-questions";
import { tellDecision } from "@/lib/autopilot/chat/tell-decision";
import { TellDecision } from "@/lib/autopilot/chat/jobs";
import { agentCtx } from "@/lib/autopilot/tools/agent-ctx";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { createTask } from "@/lib/company/tasks/create-task";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { withTransaction } from "@/lib/platform/transaction";
import { createLab, propose } from "../../../factories/lab-actions";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const post = (company: Company, text: string, more: object = {}) =>
  postMessage(company.owner, { projectId: company.projectId, text, client_id: randomUUID(), ...more });
const list = (company: Company, query: object = {}) =>
  listMessages(company.owner, { projectId: company.projectId, limit: 50, ...query });
const end = (id: string, text = "Well.") =>
  world.admin.query("update project_chat_messages set status = 'complete', text = $2 where id = $1", [id, text]);
const texts = async (company: Company, query: object = {}): Promise<string[]> =>
  (await list(company, query)).data.map(({ role, text }) => `${role}: ${text}`).toReversed();
async function answered(company: Company, text: string, more: object = {}) {
  const asked = await post(company, text, more);
  await end(asked.reply.id, `Re: ${text}`);
  return asked;
}

test("the same message posted ten times at once is one message with one reply, and one line of the ledger", async () => {
  const company = await world.company();
  const client_id = randomUUID();
  const posted = await Promise.all(Array.from({ length: 10 }, () => post(company, "How are we?", { client_id })));
  expect(new Set(posted.map(({ message, reply }) => `${message.id} ${reply.id}`)).size).toBe(1);
  expect(posted.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect((await list(company)).data).toHaveLength(2);
  const lines = await world.ledger(company.workspaceId);
  const [line, ...more] = lines.filter(({ event_type }) => event_type === "chat.user_message");
  expect(more).toEqual([]);
  expect(Object.keys(line?.data ?? {}).toSorted()).toEqual(["chars", "message_id", "sha256"]);
});

test("two tabs get one running reply: the second is refused with its id, and leaves no message behind", async () => {
  const company = await world.company();
  const both = await Promise.allSettled([post(company, "one"), post(company, "two")]);
  const [won] = both.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const [lost] = both.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
  expect(lost).toMatchObject({ code: "chat.reply_running", kind: "conflict", details: { running_id: won?.reply.id } });
  const page = await list(company);
  expect(page.data).toHaveLength(2);
  expect(page.running_id).toBe(won?.reply.id);
});

test("a reply whose process died is shown as interrupted, and no longer stands in the way", async () => {
  const company = await world.company();
  const { reply } = await post(company, "one");
  await world.admin.query(
    "update project_chat_messages set text = 'So far', heartbeat_at = now() - interval '1 minute' where id = $1",
    [reply.id],
  );
  const page = await list(company);
  expect(page.running_id).toBeNull();
  expect(page.data[0]).toMatchObject({ id: reply.id, status: "interrupted", text: "So far" });
  const next = await post(company, "two");
  expect(next.reply.status).toBe("running");
  expect((await list(company)).data.find(({ id }) => id === reply.id)?.status).toBe("interrupted");
  const lines = await world.ledger(company.workspaceId);
  expect(lines.at(-2)).toMatchObject({ event_type: "chat.assistant_message", data: { status: "interrupted" } });
});

test("stopping keeps the text so far; a stop without a reply does nothing", async () => {
  const company = await world.company();
  const { reply } = await post(company, "one");
  await world.admin.query("update project_chat_messages set text = 'Half a' where id = $1", [reply.id]);
  expect(await stopReply(company.owner, company)).toEqual({ stopped: reply.id });
  expect((await list(company)).data[0]).toMatchObject({ status: "interrupted", text: "Half a" });
  expect(await stopReply(company.owner, company)).toEqual({ stopped: null });
});

test("an edit begins a new branch, and another reply too; what they replaced is kept and found", async () => {
  const company = await world.company();
  const first = await answered(company, "alpha");
  await answered(company, "beta");
  const edited = await answered(company, "gamma", { replaces: first.message.id });
  expect(await texts(company)).toEqual(["user: gamma", "assistant: Re: gamma"]);
  expect(await texts(company, { replaced_by: edited.message.id })).toEqual([
    "user: alpha",
    "assistant: Re: alpha",
    "user: beta",
    "assistant: Re: beta",
  ]);
  expect((await list(company)).data.at(-1)?.replaces).toBe(true);
  expect(await texts(company, { q: "BETA" })).toHaveLength(2);
  await expect(post(company, "delta", { replaces: first.message.id })).rejects.toMatchObject({ code: "chat.replaced" });

  const ref = { projectId: company.projectId, messageId: edited.reply.id };
  const again = await retryReply(company.owner, ref);
  await expect(retryReply(company.owner, ref)).rejects.toMatchObject({ kind: "conflict" });
  await end(again.reply.id, "Better");
  expect(await texts(company)).toEqual(["user: gamma", "assistant: Better"]);
  await expect(retryReply(company.owner, ref)).rejects.toMatchObject({ code: "chat.replaced" });
  const own = { projectId: company.projectId, messageId: edited.message.id };
  await expect(retryReply(company.owner, own)).rejects.toMatchObject({ code: "chat.no_reply" });
});

test("history comes in pages without a gap, the newest first", async () => {
  const company = await world.company();
  for (const text of ["1", "2", "3"]) await answered(company, text);
  const first = await list(company, { limit: 4 });
  const second = await list(company, { limit: 4, cursor: first.next_cursor });
  const all = [...first.data, ...second.data].map(({ text }) => text);
  expect(all).toEqual(["Re: 3", "3", "Re: 2", "2", "Re: 1", "1"]);
  expect(second.next_cursor).toBeNull();
});

test("a deleted text is gone from the row, and that there was a message stays", async () => {
  const company = await world.company();
  const { message } = await answered(company, "my canary");
  const ref = { projectId: company.projectId, messageId: message.id };
  const deleted = await redactMessage(company.owner, ref);
  expect([deleted.text, typeof deleted.redacted_at]).toEqual(["", "string"]);
  await redactMessage(company.owner, ref);
  const { rows } = await world.admin.query(
    "select from project_chat_messages where text like '%my canary%' and id = $1",
    [message.id],
  );
  expect(rows).toEqual([]);
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type.endsWith("redacted"));
  expect(lines).toHaveLength(1);
});

test("a reader sees a reply grow from its row, whoever writes it, to its end", async () => {
  const company = await world.company();
  const asked = await post(company, "one");
  const news: ReplyNews[] = [];
  const { signal } = new AbortController();
  const reading = (async () => {
    for await (const each of followReply(company.owner, { projectId: company.projectId, ...asked, signal }))
      news.push(each);
  })();
  const write = (text: string) =>
    world.admin.query("update project_chat_messages set text = $2 where id = $1", [asked.reply.id, text]);
  await write("First.");
  await expect.poll(() => news.some(({ event }) => event === "text")).toBe(true);
  await end(asked.reply.id, "First. Second.");
  await reading;
  expect(news.map(({ event }) => event)).toEqual(["message", "text", "text", "end"]);
  expect(news.flatMap((each) => (each.event === "text" ? [each.data.text] : []))).toEqual(["First.", " Second."]);
});

test("the chat is told the end of a proposal that was made there, once, and of no other", async () => {
  const company = await world.company();
  const { owner, projectId } = company;
  const payload = { to: ["lena@example.com"], subject: "A call", text: "May I call you?" };
  const { id } = await proposeAction(agentCtx(owner), { projectId, action_type: "email.send", payload });
  await decideApproval(owner, { approvalId: id, version: 1, decision: "denied", via: "app", note: "Too early" });
  const other = await propose(company, createLab());
  await decideApproval(owner, { approvalId: other.id, version: 1, decision: "denied", via: "app" });
  const jobs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === TellDecision.name);
  expect(jobs).toHaveLength(2);
  for (const { data } of [...jobs, ...jobs]) await tellDecision(company.job, TellDecision.payload.parse(data));
  const { data } = await list(company);
  expect(data).toMatchObject([{ role: "system", payload: { kind: "decision", approval_id: id, what: "denied" } }]);
  expect(data[0]?.text).toMatch(/^You denied “.*”\. Nothing is done\. Too early$/);
});

test("questions to begin with are about things that are there", async () => {
  const company = await world.company();
  const { projectId } = company;
  expect(await suggestQuestions(company.owner, { projectId })).toEqual([]);
  await propose(company, createLab());
  await createTask(agentCtx(company.owner), { projectId, title: "Call the baker", description: "" });
  expect(await suggestQuestions(company.owner, { projectId })).toEqual([
    "Which of the 1 open proposal needs me first?",
    "Why does the task “Call the baker” need me?",
  ]);
});

test("a reader only reads, a key writes nothing, and a stranger finds nothing", async () => {
  const company = await world.company();
  const { projectId, owner, viewer, stranger } = company;
  const { message, reply } = await answered(company, "secret plan");
  const said = { projectId, text: "x", client_id: "1" };
  await expect(postMessage(viewer, said)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(postMessage(agentCtx(owner), said)).rejects.toMatchObject({ code: "chat.person_needed" });
  await expect(createKey(owner, { name: "k", scopes: ["chat.write"], expires_in_days: 1 })).rejects.toThrow();
  const ref = { projectId, messageId: message.id };
  for (const verb of [redactMessage, retryReply, stopReply])
    await expect(verb(viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(listMessages(stranger, { projectId, limit: 50 })).rejects.toMatchObject({ code: "project.not_found" });
  await expect(postMessage(stranger, said)).rejects.toMatchObject({ code: "project.not_found" });
  await expect(redactMessage(stranger, ref)).rejects.toMatchObject({ code: "chat.message_not_found" });
  await expect(retryReply(stranger, { ...ref, messageId: reply.id })).rejects.toMatchObject({
    code: "chat.message_not_found",
  });
});

test("a place is taken and an end told only together with the rest of their transaction", async () => {
  const company = await world.company();
  const { owner, projectId } = company;
  const parentId = randomUUID();
  const broken = withTransaction(owner, async (tx) => {
    const id = await claimReply(tx, { projectId, parentId });
    await requireMessage(tx, { projectId, messageId: id });
    const told = { id, projectId, status: "complete" as const, steps: [], refs: [], context_hash: null, tokens: 1 };
    await endReply(tx, told);
    throw new Error("broken off");
  });
  await expect(broken).rejects.toThrow("broken off");
  expect((await list(company)).data).toEqual([]);
  expect((await world.ledger(company.workspaceId)).map(({ event_type }) => event_type)).not.toContain(
    "chat.assistant_message",
  );
});
