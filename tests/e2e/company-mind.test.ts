import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, describe, expect, it, vi, type MockInstance } from "vitest";
import type { ChatPage } from "@/lib/autopilot/chat/schemas";
import type { Plan } from "@/lib/autopilot/plan/schemas";
import type { ApprovalDetail } from "@/lib/company/approvals/schemas";
import type { Trace } from "@/lib/company/receipts/schemas";
import { NOT_DONE } from "@/lib/autopilot/wording/guard-claims";
import { FounderClient } from "../support/founder-client";
import { fakeOpenAi, type FakeOpenAi, type Rule } from "../fakes/openai";
import { startProduct, type Product } from "../support/product";
import { waitFor } from "../support/wait-for";
import { onboard, type Company } from "./company";
import { queryOf, talkerAt, type Talker } from "./company-chat";

const KEY = "sk-test-0123456789abcdef";
const TO = "lena@example.com";
const EMAIL = { to: [TO], subject: "A call about your tables", text: "Hello Lena,\n\nmay I call you this week?" };

const field = (value: unknown, source: string) => ({ value, source, refs: [], confidence: "high" });
const BRIEF = {
  synopsis: "A market of 4.2 billion dollars waits for it. They build engines that compute tables.",
  fields: {
    one_liner: field("Engines that compute tables", "founder"),
    "customer.who": field("Offices that print mathematical tables and correct them by hand every season", "model"),
    "problem.pain": field("Errors in printed tables are found by the customers, when it is too late", "model"),
    "problem.workaround": field("A second person computes each page again, which nobody enjoys", "model"),
    "problem.cost": field("It costs the market 900 million dollars", "model"),
    "goal.metric": field("Customers who pay for their own engine", "model"),
    "goal.target": field(250, "founder"),
  },
};

let fake: FakeOpenAi;
let product: Product;
let ada: Talker;
let company: Company;
let url: string;
/** Every request of the founder but those that are answered by a stream. */
let calls: MockInstance<FounderClient["call"]>;

beforeAll(async () => {
  fake = await fakeOpenAi();
  const model = {
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: fake.baseUrl,
    LLM_MODEL: "gpt-4.1-mini",
  };
  product = await startProduct({ ...model, N8N_MODE: "off" });
  ({ url } = await product.runtime());
  ada = await talkerAt(url, "ada@founders.example");
  calls = vi.spyOn(ada.founder, "call");
  script([]);
  company = await onboard(ada.founder, { name: "Evening Works" });
});
afterAll(async () => {
  await product.stop();
  await fake.close();
});

const path = (end: string): string => `/api/projects/${company.projectId}/${end}`;
const say = (text: string, clientId: string = randomUUID()) => ada.stream(path("chat"), { text, client_id: clientId });
const retry = (id = "") => ada.stream(path(`chat/${id}/retry`), {});
/** The rules, and behind them the brief that each new company has drafted. */
const script = (rules: Rule[]): void =>
  fake.script([...rules, { when: { schema: "packet_0" }, text: JSON.stringify(BRIEF), times: 20 }]);
const approval = async (id: string): Promise<ApprovalDetail> =>
  (await ada.founder.get<ApprovalDetail>(`/api/approvals/${id}?workspace_id=${company.workspaceId}`)).body;
const decide = (id: string, decision: "approved" | "denied") =>
  ada.founder.post<ApprovalDetail>(`/api/approvals/${id}/decide?workspace_id=${company.workspaceId}`, {
    decision,
    version: 1,
    workspace_id: company.workspaceId,
  });
const history = async (): Promise<ChatPage> => (await ada.founder.get<ChatPage>(path("chat?limit=100"))).body;

async function sent(): Promise<ParsedMail[]> {
  const { outboxDir } = await product.runtime();
  const files = (await readdir(outboxDir)).filter((name) => name.endsWith(".eml"));
  const emails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(outboxDir, name)))));
  return emails.filter(({ subject }) => subject === EMAIL.subject);
}

/** The founder's wish, and a model that proposes the email and then lies about it. */
async function wish(words: string): Promise<string> {
  const payload = { ...EMAIL };
  script([
    {
      when: { last: words, calls: 0 },
      tool_calls: [{ name: "propose_action", input: { action_type: "email.send", payload } }],
    },
    {
      when: { last: words, tool_result: "approval_id" },
      text: "I have sent the email to Lena. It waits for your approval.",
    },
  ]);
  const { reply } = await say(words);
  expect(reply?.text).toBe(`${NOT_DONE} It waits for your approval.`);
  const [id] = reply?.steps.flatMap(({ approval_id }) => approval_id ?? []) ?? [];
  return id ?? "";
}

describe("a company's first evening, with a model that invents and lies", () => {
  it("keeps of a drafted brief only facts with a source: no invented number, one goal, and what is not known by name", async () => {
    expect((await ada.founder.post(path("packets/0/draft"), {})).status).toBe(202);
    const brief = await waitFor(
      async () => (await ada.founder.get<Plan>(path("packets"))).body.data[0]?.newest ?? null,
      { what: "the brief is drafted" },
    );
    expect(brief).toMatchObject({ version: 1, status: "draft", answered_by: "gpt-4.1-mini" });
    const values = Object.entries(brief.fields);
    expect(values.filter(([key]) => key === "goal.metric")).toHaveLength(1);
    const invented = values.filter(([, { source }]) => source === "model").map(([, { value }]) => value);
    expect(JSON.stringify(invented)).not.toMatch(/\d/);
    expect(JSON.stringify([brief.fields, brief.synopsis])).not.toMatch(/billion|million|250/);
    expect(brief.unknowns.map((unknown) => unknown.field)).toEqual(
      expect.arrayContaining(["goal.target", "problem.cost", "pricing.amount"]),
    );
  });

  it("turns a wish into a proposal of exact bytes, sends those once they are approved, and has them checked", async () => {
    const id = await wish("write to Lena and ask for a call");
    const proposed = await approval(id);
    expect(proposed).toMatchObject({ state: "pending", origin: "chat", action_type: "email.send" });
    expect(proposed.account_label).not.toBe("");
    const [version] = proposed.versions;
    expect(version?.content_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(version?.parts)).toContain(TO);
    expect(JSON.stringify(version?.sealed)).toContain("may I call you this week?");
    expect(await sent()).toEqual([]);

    const decided = await decide(id, "approved");
    expect([decided.status, decided.body.state]).toEqual([200, "queued"]);
    expect(Date.parse(decided.body.not_before ?? "") - Date.now()).toBeGreaterThan(20_000);
    await waitFor(async () => (await approval(id)).state === "verified", { what: "it is verified", withinMs: 120_000 });
    const [email, ...more] = await sent();
    expect(more).toEqual([]);
    expect([email?.to].flat().map((each) => each?.text)).toEqual([TO]);
    expect(email?.text?.trim()).toBe(EMAIL.text);

    const { body: trace } = await ada.founder.get<Trace>(
      `/api/approvals/${id}/trace?workspace_id=${company.workspaceId}`,
    );
    expect(trace.receipt).toMatchObject({ verdict: "verified" });
    expect(trace.events.map(({ type }) => type)).toEqual([
      "approval.requested",
      "chat.assistant_message",
      "approval.decided",
      "approval.execution_queued",
      "approval.execution_started",
      "approval.execution_completed",
      "receipt.verified",
    ]);
  });

  it("sends nothing of an approval that is taken back in time", async () => {
    const before = (await sent()).length;
    const id = await wish("write to Lena once more");
    expect((await decide(id, "approved")).body.state).toBe("queued");
    expect((await decide(id, "denied")).body).toMatchObject({ state: "denied", why: expect.stringMatching(/back/) });
    await queryOf(product, "update approvals set not_before = now() - interval '1 minute' where id = $1", [id]);
    expect((await decide(id, "approved")).status).toBe(409);
    expect(await sent()).toHaveLength(before);
  });

  it("opens none of its addresses to the founder of another company, and tells nobody the model's key", async () => {
    script([{ when: { last: "Tell me something" }, text: "It is quiet." }]);
    const { reply } = await say("Tell me something.");
    const bea = await FounderClient.at(url, "bea@founders.example");
    expect((await bea.post("/api/projects", { name: "Elsewhere" })).status).toBeLessThan(300);
    const before = (await history()).data.length;
    const requests: Parameters<FounderClient["call"]>[] = [
      ...new Map(
        calls.mock.calls
          .filter(([, address]) => address !== "/api/projects")
          .map((call) => [JSON.stringify(call), call] as const),
      ).values(),
      ["GET", path("context?purpose=chat")],
      ["POST", path("chat"), { text: "Let me in", client_id: randomUUID() }],
      ["POST", path(`chat/${reply?.id}/retry`), {}],
      ["DELETE", path(`chat/${reply?.id}`)],
    ];
    expect(requests.length).toBeGreaterThan(6);
    const opened: unknown[] = [];
    for (const [method, address, body] of requests) {
      const answer = await bea.call(method, address, body);
      if (answer.status !== 403 && answer.status !== 404) opened.push([method, address, answer.status]);
      expect(JSON.stringify(answer.body)).not.toMatch(/Lena|Evening Works/);
    }
    expect(opened).toEqual([]);
    expect((await history()).data).toHaveLength(before);
    const told = [
      product.output(),
      JSON.stringify(fake.requests.map(({ body }) => body)),
      JSON.stringify(await history()),
    ];
    expect(told.filter((text) => text.includes(KEY))).toEqual([]);
  });
});

describe("a reply that goes wrong", () => {
  it("keeps the message of a model that is away, fails with its reason, and is written on another try", async () => {
    script([{ when: { last: "Are you there" }, status: 503 }]);
    const clientId = randomUUID();
    const first = await say("Are you there?", clientId);
    expect(first.reply).toMatchObject({ status: "failed", failure: { code: "model.busy", retryable: true } });
    script([{ when: { last: "Are you there" }, text: "Here I am.", times: 2 }]);
    expect((await retry(first.reply?.id)).reply).toMatchObject({ status: "complete", text: "Here I am." });
    expect((await history()).data.filter(({ text }) => text === "Are you there?")).toHaveLength(1);
    expect((await say("Are you there?", clientId)).reply?.text).toBe("Here I am.");
  });

  it("answers the same message posted ten times at once with one reply, from one question to the model", async () => {
    script([{ when: { last: "How is it going" }, text: "It is quiet.", times: 10 }]);
    const asked = fake.requests.length;
    const clientId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => say("How is it going?", clientId)));
    expect(new Set(answers.map(({ reply }) => reply?.id)).size).toBe(1);
    expect(fake.requests.length - asked).toBe(1);
  });
});
