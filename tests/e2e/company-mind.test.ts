import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatPage } from "@/lib/autopilot/chat/schemas";
import type { Latest } from "@/lib/autopilot/nightshift/schemas";
import type { Plan } from "@/lib/autopilot/plan/schemas";
import type { ApprovalDetail } from "@/lib/company/approvals/schemas";
import type { Receipt, TaskDetail, Trace, VerifiedRatio } from "@/lib/company/receipts/schemas";
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
const calls: Parameters<FounderClient["call"]>[] = [];

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
  const call = ada.founder.call.bind(ada.founder);
  Object.assign(ada.founder, {
    call: (...request: Parameters<FounderClient["call"]>) => {
      calls.push(request);
      return call(...request);
    },
  });
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
    const others = calls.filter(([, address]) => address !== "/api/projects");
    const requests: typeof calls = [
      ...new Map(others.map((request) => [JSON.stringify(request), request] as const)).values(),
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

describe("a worker that says that it is done", () => {
  const MARKER = "build-7f3a";
  const LIE = "Done, it is live! The landing page was published.";
  const here = (of: string): string => `${of}?workspace_id=${company.workspaceId}`;
  const receiptUrl = (id: string): string => here(`/api/receipts/${id}`);
  const ratio = async () =>
    (await ada.founder.get<{ ratios: VerifiedRatio[] }>(path("receipts?limit=1"))).body.ratios.find(
      ({ action_type }) => action_type === "task.page",
    );

  /** The page as its visitors get it from now on. */
  async function pageSays(text: string): Promise<void> {
    const site = join(product.home, "sites", `website-${company.projectId.replaceAll("-", "")}`, "deployments");
    for (const deployment of await readdir(site))
      await writeFile(join(site, deployment, "files", "index.html"), `<p>${text}</p>`);
  }
  async function publish(): Promise<string> {
    const files = [{ path: "index.html", content: "<p>build-0001</p>" }];
    const { status, body } = await ada.founder.post<{ id: string }>(path("approvals"), {
      action_type: "website.deploy",
      payload: { files },
    });
    expect(status).toBe(201);
    expect((await decide(body.id, "approved")).status).toBe(200);
    const isOver = async () => (await approval(body.id)).state === "verified";
    await waitFor(isOver, { what: "the site is verified", withinMs: 120_000 });
    const { body: deployments } = await ada.founder.get<{ data: { url: string }[] }>(path("deployments?limit=1"));
    return deployments.data[0]?.url ?? "";
  }
  type Claimed = { taskId: string; receiptId: string; verdict: string; words: string; state: string };
  /** A task whose worker says that it is over, as its receipt and its state end. */
  async function claim(title: string, page: string): Promise<Claimed> {
    const contract = { check: "page", url: page, marker: MARKER };
    const { body: task } = await ada.founder.post<{ id: string }>(path("tasks"), { title, contract });
    expect((await ada.founder.patch(here(`/api/tasks/${task.id}`), { state: "finished" })).status).toBe(200);
    return waitFor(
      async () => {
        const { body } = await ada.founder.get<TaskDetail>(here(`/api/tasks/${task.id}`));
        const [receipt] = body.receipts;
        if (!receipt || receipt.verdict === "pending") return null;
        const { id: receiptId, verdict, words } = receipt;
        return { taskId: task.id, receiptId, verdict, words: words ?? "", state: body.state };
      },
      { what: `“${title}” is judged`, withinMs: 120_000 },
    );
  }

  it("is stopped in the chat, with and without a tool that succeeded", async () => {
    script([{ when: { last: "publish the landing page" }, text: LIE, times: 5 }]);
    expect((await say("publish the landing page")).reply?.text).toContain(NOT_DONE);
    script([
      {
        when: { last: "try once more", calls: 0 },
        tool_calls: [{ name: "propose_task", input: { title: "Publish the landing page" } }],
      },
      { when: { last: "try once more", tool_result: "task_id" }, text: LIE },
    ]);
    const { reply } = await say("try once more");
    expect(reply?.text).toContain(NOT_DONE);
    expect(reply?.text).not.toMatch(/is live|was published/);
  });

  it("is believed only where a stranger finds the page: one of three claims, in the report, the ratio and later on", async () => {
    const page = await publish();
    const old = await claim("Publish the old page", page);
    const walled = await claim("Publish behind a wall", `${url}/api/projects`);
    await pageSays(MARKER);
    const right = await claim("Publish the new page", page);
    const claims = [old, walled, right];
    expect(claims.map(({ verdict }) => verdict)).toEqual(["contradicted", "unverifiable", "verified"]);
    expect(claims.map(({ state }) => state)).toEqual(["failed", "needs_you", "done"]);
    expect(walled.words).toMatch(/protected|sign-in/i);
    expect(await ratio()).toMatchObject({
      verified: 1,
      judged: 3,
      origins: [{ origin: "founder", verified: 1, judged: 3 }],
    });

    script([{ text: LIE, times: 50 }]);
    const begun = await waitFor(
      async () => {
        const { status, body } = await ada.founder.post<{ id: string }>(path("nightshift/run"), {});
        return status === 202 && body;
      },
      { what: "the night shift begins" },
    );
    const report = await waitFor(
      async () => {
        const { body } = await ada.founder.get<Latest>(path("nightshift/latest"));
        return body.report_run?.id === begun.id && body.report_run.report;
      },
      { what: "the report is there", withinMs: 120_000 },
    );
    const [happened, untrue] = [report.happened, report.not_true].map((lines) => JSON.stringify(lines));
    expect(happened).toContain("Publish the new page");
    expect(happened).not.toMatch(/Publish the old page|Publish behind a wall/);
    expect(untrue).toContain("Publish the old page");

    await pageSays("build-0002");
    const { body: again } = await ada.founder.post<Receipt>(here(`/api/receipts/${right.receiptId}/recheck`), {});
    expect(again.verdict).toBe("contradicted");
    expect(await ratio()).toMatchObject({ verified: 0, judged: 3 });
    type Bell = { data: { type: string; data: { receipt_id?: string } }[] };
    const { body: bell } = await ada.founder.get<Bell>(`${here("/api/notifications")}&limit=200`);
    const told = bell.data.filter(({ data }) => data.receipt_id === right.receiptId);
    expect(told.map(({ type }) => type)).toEqual(["receipt.contradicted"]);

    const { founder: stranger } = await talkerAt(url, "mallory@founders.example");
    for (const address of [path("tasks"), path("receipts"), path("nightshift/latest"), receiptUrl(right.receiptId)])
      expect([address, (await stranger.get(address)).status]).toEqual([address, 403]);
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
