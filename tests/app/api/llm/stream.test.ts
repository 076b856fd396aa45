import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST } from "@/app/api/llm/v1/chat/completions/route";
import { costOf } from "@/lib/metering/spending/prices";
import { isListening, onNotification } from "@/lib/platform/listen";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { openAiModel } from "@/lib/providers/llm/openai/provider";
import type { LanguageModel } from "@/lib/providers/llm/port";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, listPrice, usageOf } from "../../../lib/metering/spending/budget-world";
import { anthropic, modelServer, openAi, type ModelServer } from "../../../support/model-server";
import { contentOf, parsed, readerOf } from "../../../support/stream-reader";
import { waitFor } from "../../../support/wait-for";

// The vendors themselves cannot be reached from here: their clients talk to a local server that speaks as they document it.
const configured = vi.hoisted(() => ({ model: null as LanguageModel | null }));
vi.mock("@/lib/providers/llm/select", () => ({ languageModel: () => configured.model }));

let world: TestWorld;
let company: Company;
let token: string;
let server: ModelServer;
let stopListening: () => void;
beforeAll(async () => {
  world = await createTestWorld();
  server = await modelServer();
  stopListening = onNotification("access_changes", () => undefined);
  await waitFor(async () => isListening(), { everyMs: 20, what: "it listens" });
});
beforeEach(async () => {
  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
  useAnthropic();
});
afterAll(async () => {
  stopListening();
  await server.close();
  await world.close();
});

function useAnthropic(): void {
  configured.model = anthropicModel({ apiKey: "k", defaultModel: undefined, baseUrl: server.baseUrl });
}
/** OpenAI's own prices, at another address. */
function useOpenAi(provider = "openai", defaultModel?: string): void {
  const model = openAiModel({ apiKey: "k", defaultModel, baseUrl: server.baseUrl });
  configured.model = { ...model, provider };
}

const HELLO = [{ role: "user", content: "Hello" }];
/** The estimated tokens of these messages when the vendor reports none: bytes, plus 16 around each message and the whole. */
const HELLO_TOKENS = 5 + 16 + 16;
const haiku = (tokensIn: number, out: number): number => (tokensIn + 5 * out) / 1_000_000;

const post = (more: object = {}, signal?: AbortSignal): Promise<Response> =>
  POST(
    new Request("http://127.0.0.1/api/llm/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ messages: HELLO, stream: true, max_tokens: 1_000, ...more }),
      signal,
    }),
    { params: Promise.resolve({}) },
  );

const settledAs = async (cost: number | null, spent = cost): Promise<void> => {
  await waitFor(async () => (await usageOf(world, company)).every(({ status }) => status !== "leased"), {
    everyMs: 20,
    what: "the lease is over",
  });
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost }]);
  expect(await budgetOf(world, company)).toEqual({ spent, reserved: 0 });
};

test("the first piece arrives before the model has finished; at [DONE] the real usage is in the books", async () => {
  const goOn = Promise.withResolvers<void>();
  server.answer(async ({ send, end }) => {
    await send(anthropic.start(20) + anthropic.text("Hel"));
    await goOn.promise;
    await send(anthropic.text("lo.") + anthropic.end(4) + anthropic.stop);
    end();
  });
  const response = await post({ stream_options: { include_usage: true } });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  const { next, rest } = readerOf(response);
  await next();
  expect(contentOf(parsed(await next()))).toBe("Hel");
  expect(await usageOf(world, company)).toMatchObject([{ status: "leased", cost: null }]);
  goOn.resolve();
  const events = await rest();
  expect(events.pop()).toBe("[DONE]");
  await settledAs(haiku(20, 4));
  expect(parsed(events.pop())).toMatchObject({
    choices: [],
    usage: { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24 },
  });
  expect(parsed(events.pop()).choices?.[0]?.finish_reason).toBe("stop");
  expect(events.map((event) => contentOf(parsed(event))).join("")).toBe("lo.");
});

test("OpenAI's usage comes last and is what is charged; a model nobody priced is flagged, never free", async () => {
  const whole = openAi.text("Hi.") + openAi.finish() + openAi.usage(1_000, 500) + openAi.done;
  server.answer(async ({ send, end }) => {
    await send(whole);
    end();
  });
  useOpenAi();
  expect((await readerOf(await post()).rest()).at(-1)).toBe("[DONE]");
  await settledAs(0.0012);

  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
  useOpenAi("openai-compatible", "own-model");
  await readerOf(await post()).rest();
  await settledAs(null, 0);
});

test.each([
  [500, 502],
  [401, 502],
  [529, 502],
  [429, 503],
])("a vendor that answers %i at once is an ordinary error %i, and costs nothing", async (vendors, ours) => {
  server.refuse(vendors, "{}");
  const response = await post();
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: ours,
    body: { code: `anthropic.http_${vendors}` },
  });
  expect(response.headers.get("content-type")).toMatch(/json/);
  expect(await usageOf(world, company)).toMatchObject([{ status: "released", cost: null }]);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
});

test("a vendor that breaks off before the first text is an ordinary error too, but what it read is charged", async () => {
  server.answer(async ({ send, end }) => {
    await send(anthropic.start(30) + anthropic.error);
    end();
  });
  const response = await post();
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 502,
    body: { code: "anthropic.broken_off" },
  });
  await settledAs(haiku(30, 1));
});

test("over the budget it is 402, frozen 403, and the vendor is not asked", async () => {
  const asked = server.calls.length;
  await world.admin.query(
    `insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 5)
     on conflict (workspace_id, month) do update set spent_usd = 5`,
    [company.workspaceId],
  );
  expect((await post()).status).toBe(402);
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  expect((await post()).status).toBe(403);
  expect(server.calls).toHaveLength(asked);
});

test.each([
  ["cut off", openAi.text("Grüße"), true],
  ["failing by its own words", openAi.text("Grüße") + openAi.error, false],
  ["ending without an end", openAi.text("Grüße"), false],
])("a vendor %s in the middle: an error event, and what came is charged", async (_name, text, cutOff) => {
  useOpenAi();
  const seen = Promise.withResolvers<void>();
  server.answer(async ({ send, end, cut }) => {
    await send(text);
    await seen.promise;
    if (cutOff) cut();
    else end();
  });
  const { next, rest } = readerOf(await post());
  await next();
  expect(contentOf(parsed(await next()))).toBe("Grüße");
  seen.resolve();
  const events = await rest();
  expect(events).toHaveLength(1);
  expect(parsed(events[0]).error).toMatchObject({ type: "server_error", code: "openai.broken_off" });
  // No usage was said: the input by its bytes, the output by those of its text.
  await settledAs(costOf(listPrice("openai", "gpt-4.1-mini"), { in: HELLO_TOKENS, out: Buffer.byteLength("Grüße") }));
});

test.each(["the body is cancelled", "the request is aborted"])(
  "when a caller hangs up (%s) the vendor's call ends and what came is charged",
  async (how) => {
    server.answer(({ send }) => send(anthropic.start(20) + anthropic.text("Hello")));
    const gone = new AbortController();
    const { next, cancel } = readerOf(await post({}, gone.signal));
    await next();
    expect(contentOf(parsed(await next()))).toBe("Hello");
    if (how === "the body is cancelled") await cancel();
    else gone.abort();
    await server.calls.at(-1)?.closed;
    await settledAs(haiku(20, 1 + 5));
  },
);

test("a caller that hangs up before the first word pays for the input, at most the lease", async () => {
  server.answer(({ closed }) => closed.then(() => undefined));
  const gone = new AbortController();
  const asked = server.calls.length;
  const answer = post({}, gone.signal);
  await waitFor(async () => server.calls.length > asked, { everyMs: 10, what: "the vendor is asked" });
  gone.abort();
  expect((await answer).status).toBe(422);
  await server.calls.at(-1)?.closed;
  await settledAs(haiku(HELLO_TOKENS, 0));
});

test("the counted usage never exceeds the lease", async () => {
  useOpenAi();
  server.answer(async ({ send, end }) => {
    await send(openAi.text("x".repeat(3_000)));
    end();
  });
  await readerOf(await post()).rest();
  const [row] = await usageOf(world, company);
  expect(row).toMatchObject({ status: "settled", tokens_out: 1_000, tokens_in: HELLO_TOKENS });
  expect(row?.cost).toBe(row?.leased);
});

test("a freeze ends a running stream with its reason, and what it used is charged all the same", async () => {
  server.answer(({ send }) => send(anthropic.start(20) + anthropic.text("Hello")));
  const { next, rest } = readerOf(await post());
  await next();
  await next();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'abuse' where id = $1", [
    company.workspaceId,
  ]);
  expect(parsed((await rest()).at(-1)).error).toMatchObject({ type: "permission_error", code: "workspace.frozen" });
  await server.calls.at(-1)?.closed;
  await settledAs(haiku(20, 6));
});
