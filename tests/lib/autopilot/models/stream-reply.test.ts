import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { streamReply } from "@/lib/autopilot/models/stream-reply";
import { openAiToolModel } from "@/lib/providers/llm/openai/tool-model";
import type { Company } from "../../../factories/test-world";
import { fakeOpenAi, type Rule } from "../../../fakes/openai";
import { budgetOf, usageOf } from "../../metering/spending/budget-world";
import { addingTool, callOf, createModelWorld, MODEL, replyOf, requestsOf, type ModelWorld } from "./model-world";

let world: ModelWorld;
let company: Company;
beforeAll(async () => {
  world = await createModelWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterEach(() => {
  const [unmatched] = world.fake.unmatched;
  if (unmatched !== undefined) throw new Error(unmatched);
});
afterAll(() => world.close());

const CANARY = "glk_0123456789abcdef0123456789abcdef";
const ask = (rules: Rule[], more: Parameters<typeof callOf>[1] = {}) => {
  world.fake.script(rules);
  world.fake.requests.length = 0;
  return replyOf(company.owner, callOf(company, more), world.port);
};
const drain = async (parts: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of parts);
};
const LOOP: Rule = { tool_calls: [{ name: "add", input: { a: 1, b: 2 } }], times: 100 };

test("a reply with a tool: its parts in order, each request leased and settled, and both in the request log without secrets", async () => {
  const add = addingTool();
  const { parts, text, error } = await ask(
    [
      {
        when: { calls: 0 },
        text: "Let me add. ",
        tool_calls: [{ name: "add", input: { a: 2, b: 3 } }],
        usage: { in: 1_000, out: 20 },
      },
      { when: { tool_result: '"sum":5' }, text: "It is five.", usage: { in: 1_100, out: 10 } },
    ],
    { tools: [add], system: `Facts. ${CANARY}` },
  );
  expect(error).toBeNull();
  expect(text).toBe("Let me add. It is five.");
  expect(parts.filter(({ type }) => type !== "text")).toEqual([
    { type: "tool_call", id: expect.any(String), name: "add", input: { a: 2, b: 3 } },
    { type: "tool_result", id: expect.any(String), name: "add", ok: true, output: { sum: 5 } },
    {
      type: "end",
      finish: "stop",
      answeredBy: { provider: "openai-compatible", model: MODEL, label: MODEL },
      tokens: { in: 2_100, out: 30 },
      callId: expect.any(String),
    },
  ]);
  const usage = await usageOf(world, company);
  expect(usage.map(({ status, tokens_in, tokens_out }) => [status, tokens_in, tokens_out])).toEqual([
    ["settled", 1_000, 20],
    ["settled", 1_100, 10],
  ]);
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
  const logged = await requestsOf(world, company);
  expect(logged).toMatchObject([
    { step: 1, status: "completed", context_hash: "c0ffee", context_position: "12", tokens_in: 1_000, tokens_out: 20 },
    { step: 2, status: "completed", context_hash: "c0ffee", response: { text: "It is five.", finish: "stop" } },
  ]);
  expect(JSON.stringify(logged)).not.toContain(CANARY);
  // The model itself gets what the context says; the log is for people.
  expect(JSON.stringify(world.fake.requests)).toContain(CANARY);
});

test("tokens that were read from a cache or thought are charged at their own rates", async () => {
  await ask([{ text: "Yes.", usage: { in: 1_000_000, out: 100, cached: 1_000_000 } }]);
  const [row] = await usageOf(world, company);
  expect(row?.cost).toBeCloseTo(0.1 + 0.00016, 6);
});

test("a loop of tool calls ends at the limit of steps, which the reply says", async () => {
  const add = addingTool();
  const { parts, error } = await ask([LOOP], { tools: [add], maxSteps: 3 });
  expect(error).toBeNull();
  expect(add.calls).toHaveLength(3);
  expect(parts.at(-1)).toMatchObject({ type: "end", finish: "steps" });
  expect(world.fake.requests).toHaveLength(3);
});

test("an unknown tool, an input that does not fit and a refusal are results with words, which the model reads", async () => {
  const add = addingTool();
  const { parts, text } = await ask(
    [
      { when: { calls: 0 }, tool_calls: [{ name: "launch_rocket", input: {} }] },
      { when: { calls: 1 }, tool_calls: [{ name: "add", input: { a: "two", b: 3 } }] },
      { when: { calls: 2 }, tool_calls: [{ name: "add", input: { a: 13, b: 3 } }] },
      { when: { calls: 3, tool_result: "Thirteen is not added here." }, text: "I cannot." },
    ],
    { tools: [add] },
  );
  const results = parts.flatMap((part) => (part.type === "tool_result" ? [part] : []));
  expect(results.map(({ name, ok }) => [name, ok])).toEqual([
    ["launch_rocket", false],
    ["add", false],
    ["add", false],
  ]);
  expect(results[2]?.output).toEqual({ error: "Thirteen is not added here." });
  expect(add.calls).toEqual([{ a: 13, b: 3 }]);
  expect(text).toBe("I cannot.");
});

test("a tool that breaks on our side tells the model nothing about it", async () => {
  const broken = {
    ...addingTool(),
    run: () => Promise.reject(new Error("connect ECONNREFUSED postgres://user:pw@db")),
  };
  const { parts } = await ask(
    [
      { when: { calls: 0 }, ...LOOP, times: 1 },
      { when: { calls: 1 }, text: "It failed." },
    ],
    { tools: [broken] },
  );
  expect(JSON.stringify(parts) + JSON.stringify(world.fake.requests)).not.toMatch(/ECONNREFUSED|postgres:/);
});

test.each<[string, Rule, { code: string; kind: string }, "released" | "settled"]>([
  ["429", { status: 429 }, { code: "model.busy", kind: "unavailable" }, "released"],
  ["500", { status: 500 }, { code: "model.failed", kind: "upstream" }, "released"],
  ["503", { status: 503 }, { code: "model.busy", kind: "unavailable" }, "released"],
  ["a refused key", { status: 401 }, { code: "model.key_refused", kind: "upstream" }, "released"],
  [
    "an HTML page",
    { status: 502, body: "<html>Bad gateway</html>" },
    { code: "model.failed", kind: "upstream" },
    "released",
  ],
  [
    "malformed events",
    { text: "Half a", malformed_sse: true },
    { code: "model.bad_answer", kind: "upstream" },
    "settled",
  ],
  [
    "a cut connection",
    { text: "Half a sentence", cut_after_bytes: 500 },
    { code: "model.broken_off", kind: "upstream" },
    "settled",
  ],
  [
    "a stream without its end",
    { text: "Half a sentence", stops_early: true },
    { code: "model.broken_off", kind: "upstream" },
    "settled",
  ],
])("%s is an error with our code and words, and its lease ends once", async (_name, rule, failure, ending) => {
  const { error, parts } = await ask([{ ...rule, times: 5 }]);
  expect(error).toMatchObject({ name: "AppError", ...failure });
  expect((error as Error).message).not.toMatch(/html|openai|AI_/i);
  expect(parts.at(-1)?.type).not.toBe("end");
  expect(world.fake.requests).toHaveLength(1);
  expect((await usageOf(world, company)).map(({ status }) => status)).toEqual([ending]);
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
  expect(await requestsOf(world, company)).toMatchObject([{ status: "failed" }]);
});

test("a server that is not there: nothing is charged", async () => {
  const server = await fakeOpenAi();
  await server.close();
  const away = openAiToolModel({ apiKey: undefined, baseUrl: server.baseUrl, modelId: MODEL });
  const { error } = await replyOf(company.owner, callOf(company), away);
  expect(error).toMatchObject({ code: "model.unreachable", kind: "unavailable", retryable: true });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
});

type Reply = ReturnType<typeof streamReply>;

test.each<[string, (reply: Reply, stop: AbortController) => Promise<unknown>, unknown]>([
  [
    "its signal",
    async (reply, stop) => {
      stop.abort(new Error("stopped by the founder"));
      return drain(reply).catch((error: unknown) => error);
    },
    new Error("stopped by the founder"),
  ],
  ["its reader, who leaves", async (reply) => void (await reply.return(undefined)), undefined],
])(
  "stopped in the middle by %s, a call ends at the vendor and is charged once for what came",
  async (_how, end, outcome) => {
    world.fake.script([{ text: "word", endless: true }]);
    const stop = new AbortController();
    const reply = streamReply(company.owner, callOf(company, { signal: stop.signal }), world.port);
    const hungUp = world.fake.hungUp();
    await reply.next();
    expect(await end(reply, stop)).toEqual(outcome);
    await expect.poll(() => world.fake.hungUp()).toBe(hungUp + 1);
    const usage = await usageOf(world, company);
    expect(usage.map(({ status }) => status)).toEqual(["settled"]);
    expect(usage[0]?.cost).toBeGreaterThan(0);
    expect(await budgetOf(world, company)).toEqual({ spent: usage[0]?.cost, reserved: 0 });
    expect(await requestsOf(world, company)).toMatchObject([
      { status: "aborted", response: { text: expect.stringContaining("word") } },
    ]);
  },
);

test("a budget that does not hold the dearest outcome asks no model", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 5)",
    [company.workspaceId],
  );
  const { error } = await ask([]);
  expect(error).toMatchObject({ code: "budget.exceeded" });
  expect(world.fake.requests).toEqual([]);
  expect(await requestsOf(world, company)).toEqual([]);
});

test("a viewer may read a company; a stranger's company is not logged to", async () => {
  world.fake.script([{ text: "Hi." }]);
  const { error } = await replyOf(company.stranger, callOf(company), world.port);
  expect(error).not.toBeNull();
  expect(world.fake.requests.filter(({ at }) => at > Date.now() - 1)).toEqual([]);
});
