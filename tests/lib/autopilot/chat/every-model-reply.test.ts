import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { beginReply } from "@/lib/autopilot/chat/begin-reply";
import { followReply } from "@/lib/autopilot/chat/follow-reply";
import { listMessages } from "@/lib/autopilot/chat/list-messages";
import { postMessage } from "@/lib/autopilot/chat/post-message";
import { retryReply } from "@/lib/autopilot/chat/retry-reply";
import { whenOver } from "@/lib/autopilot/chat/running-replies";
import type { ChatMessage, Exchange, PostChat } from "@/lib/autopilot/chat/schemas";
import { stopReply } from "@/lib/autopilot/chat/stop-reply";
import { NOT_DONE } from "@/lib/autopilot/wording/guard-claims";
import { replyStream } from "@/lib/http/reply-stream";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { fakeOpenAi, type FakeOpenAi, type Rule } from "../../../fakes/openai";

let world: TestWorld;
let fake: FakeOpenAi;
beforeAll(async () => {
  fake = await fakeOpenAi();
  const model = {
    OPENAI_API_KEY: "sk-test-0123456789abcdef",
    OPENAI_BASE_URL: fake.baseUrl,
    LLM_MODEL: "gpt-4.1-mini",
  };
  world = await createTestWorld(model);
});
afterAll(async () => {
  await world.close();
  await fake.close();
});
afterEach(() => {
  if (fake.unmatched.length > 0) throw new Error(fake.unmatched.join("\n"));
});

const said = (company: Company) => listMessages(company.owner, { projectId: company.projectId, limit: 50 });
const rowOf = async (company: Company, id: string): Promise<ChatMessage> => {
  const found = (await said(company)).data.find((message) => message.id === id);
  if (!found) throw new Error("no such message");
  return found;
};
async function begin(company: Company, rules: Rule[], more: Partial<PostChat> = {}): Promise<Exchange> {
  fake.script(rules);
  const { projectId, owner } = company;
  const asked = await postMessage(owner, { projectId, text: "How is it?", client_id: randomUUID(), ...more });
  beginReply(owner, { projectId, ...asked });
  return asked;
}
async function ask(company: Company, rules: Rule[]): Promise<ChatMessage> {
  const { reply } = await begin(company, rules);
  await whenOver(reply.id);
  return rowOf(company, reply.id);
}
const lineOf = async ({ projectId }: Company): Promise<string> =>
  (
    await world.admin.query<{ id: string }>("select max(id) as id from project_events where project_id = $1", [
      projectId,
    ])
  ).rows[0]?.id ?? "";
const reservedOf = async ({ workspaceId }: Company): Promise<number> =>
  Number(
    (
      await world.admin.query(
        "select coalesce(sum(reserved_usd), 0) as sum from budget_ledger where workspace_id = $1",
        [workspaceId],
      )
    ).rows[0].sum,
  );

test("of the sources that a reply names only those of this company stay, and a sentence without one says so", async () => {
  const [company, other] = [await world.company(), await world.company()];
  const [own, foreign] = [await lineOf(company), await lineOf(other)];
  const text = `The company is here. [e:${own}] It grows. [e:${foreign}] It shrinks. [e:999999999] [e:${own}]`;
  const reply = await ask(company, [{ text }]);
  expect(reply.text).toBe(`The company is here. [e:${own}] It grows. (no source) It shrinks. [e:${own}]`);
  expect(reply.refs).toEqual([`e:${own}`]);
  const { sources } = await said(company);
  expect(sources).toMatchObject([{ ref: `e:${own}`, kind: "e", id: own }]);
});

test.each([
  "I have sent the email.",
  "Ich habe die E-Mail verschickt.",
  "Jeg har sendt mailen.",
  "It has been published.",
])("a claim that nothing did is replaced before a reader sees a word of it: %s", async (claim) => {
  const company = await world.company();
  const asked = await begin(company, [{ text: `${claim} What else?` }]);
  let shown = "";
  const { signal } = new AbortController();
  for await (const news of followReply(company.owner, { projectId: company.projectId, ...asked, signal }))
    if (news.event === "text") shown += news.data.text;
  await whenOver(asked.reply.id);
  expect(shown).toBe(`${NOT_DONE} What else?`);
  expect((await rowOf(company, asked.reply.id)).text).toBe(shown);
});

test("a model that calls tools without end is asked eight times, and the reply says why it ends", async () => {
  const company = await world.company();
  const before = fake.requests.length;
  const reply = await ask(company, [{ tool_calls: [{ name: "list_open_loops", input: {} }], times: 50 }]);
  expect(fake.requests.length - before).toBe(8);
  expect(reply).toMatchObject({ status: "complete", text: expect.stringContaining("at most 8 steps") });
  expect(reply.steps).toHaveLength(8);
  expect(await reservedOf(company)).toBe(0);
});

test("a model that is away keeps the message, and another try answers it without a second one", async () => {
  const company = await world.company();
  const failed = await ask(company, [{ status: 503 }]);
  expect(failed).toMatchObject({ status: "failed", text: "", failure: { code: "model.busy", retryable: true } });
  fake.script([{ text: "It is quiet." }]);
  const { owner, projectId } = company;
  const asked = await retryReply(owner, { projectId, messageId: failed.id });
  beginReply(owner, { projectId, ...asked });
  await whenOver(asked.reply.id);
  expect((await said(company)).data.map(({ role, text }) => [role, text])).toEqual([
    ["assistant", "It is quiet."],
    ["user", "How is it?"],
  ]);
  expect(await reservedOf(company)).toBe(0);
});

test("a reply whose process was killed in the middle stays as it was, and another one is written in its stead", async () => {
  const company = await world.company();
  const { owner, projectId } = company;
  const { reply } = await postMessage(owner, { projectId, text: "How is it?", client_id: randomUUID() });
  await world.admin.query(
    "update project_chat_messages set text = 'It is qu', heartbeat_at = now() - interval '1 minute' where id = $1",
    [reply.id],
  );
  expect(await rowOf(company, reply.id)).toMatchObject({ status: "interrupted", text: "It is qu" });
  fake.script([{ text: "It is quiet." }]);
  const asked = await retryReply(owner, { projectId, messageId: reply.id });
  beginReply(owner, { projectId, ...asked });
  await whenOver(asked.reply.id);
  expect((await said(company)).data.map(({ text }) => text)).toEqual(["It is quiet.", "How is it?"]);
  const { rows } = await world.admin.query("select status, text from project_chat_messages where id = $1", [reply.id]);
  expect(rows).toEqual([{ status: "interrupted", text: "It is qu" }]);
});

test("a model that breaks off in the middle leaves its whole sentences, and says that it broke off", async () => {
  const company = await world.company();
  const reply = await ask(company, [{ text: "It is quiet. The next", stops_early: true }]);
  expect(reply).toMatchObject({ status: "failed", failure: { code: "model.broken_off", retryable: true } });
  expect(reply.text).toContain("It is quiet.");
});

test("a reader who leaves ends nothing: the reply is written to its end and paid once", async () => {
  const company = await world.company();
  const { owner, projectId } = company;
  const asked = await begin(company, [{ text: "It is quiet. Nothing waits.", delay: 150 }]);
  const reader = new AbortController();
  const request = new Request("http://127.0.0.1/", { signal: reader.signal });
  const body = replyStream({ request, ctx: owner }, { projectId, ...asked }).body?.getReader();
  await body?.read();
  reader.abort();
  await body?.cancel();
  await whenOver(asked.reply.id);
  expect(await rowOf(company, asked.reply.id)).toMatchObject({
    status: "complete",
    text: "It is quiet. Nothing waits.",
  });
  expect(await reservedOf(company)).toBe(0);
  const lines = (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type.startsWith("chat."));
  expect(lines.map(({ event_type }) => event_type)).toEqual(["chat.user_message", "chat.assistant_message"]);
});

test("a stopped reply keeps its sentences and its price, and going on is another message", async () => {
  const company = await world.company();
  const { owner } = company;
  const hungUp = fake.hungUp();
  const { reply } = await begin(company, [{ text: "Well. ", endless: true, pace: 20 }]);
  const patient = { timeout: 60_000 };
  await expect.poll(async () => (await rowOf(company, reply.id)).text, patient).toContain("Well.");
  await stopReply(owner, company);
  await whenOver(reply.id);
  const stopped = await rowOf(company, reply.id);
  expect(stopped).toMatchObject({ status: "interrupted", text: expect.stringMatching(/^(?:Well\. ?)+$/) });
  await expect.poll(() => fake.hungUp(), patient).toBe(hungUp + 1);
  await expect.poll(() => reservedOf(company), patient).toBe(0);
  const next = await begin(company, [{ text: "That was all." }], { text: "Go on" });
  await whenOver(next.reply.id);
  expect((await rowOf(company, reply.id)).text).toBe(stopped.text);
  expect((await said(company)).data).toHaveLength(4);
});

test.each(["well. ", "well, "])(
  "a model that never ends is not listened to for ever, and the reply says so: %j",
  async (end) => {
    const company = await world.company();
    const hungUp = fake.hungUp();
    const reply = await ask(company, [{ text: `${"Well, ".repeat(80)}${end}`, endless: true }]);
    expect(reply).toMatchObject({ status: "complete", text: expect.stringMatching(/reached its greatest length/) });
    expect(reply.text.length).toBeLessThan(25_000);
    await expect.poll(() => fake.hungUp(), { timeout: 60_000 }).toBe(hungUp + 1);
    expect(await reservedOf(company)).toBe(0);
  },
);

test("a message of another company is no message to answer or to replace", async () => {
  const [company, other] = [await world.company(), await world.company()];
  const { message } = await begin(other, [{ text: "It is quiet." }]);
  const { owner, projectId } = company;
  for (const more of [{ reply_to: message.id }, { replaces: message.id }]) {
    const wanted = { projectId, text: "Hello", client_id: randomUUID(), ...more };
    await expect(postMessage(owner, wanted)).rejects.toMatchObject({ code: "chat.message_not_found" });
  }
  const theirs = { projectId: other.projectId, text: "Hello", client_id: randomUUID() };
  await expect(postMessage(owner, theirs)).rejects.toMatchObject({ code: "project.not_found" });
  expect((await said(company)).data).toEqual([]);
});
