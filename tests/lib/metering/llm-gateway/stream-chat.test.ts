import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { issueWebhookToken } from "@/lib/foundation/credentials/issue-webhook-token";
import { framesResponse } from "@/lib/http/sse";
import { reapLeases } from "@/lib/metering/spending/reap-leases";
import { streamChat } from "@/lib/metering/llm-gateway/stream-chat";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { LanguageModel } from "@/lib/providers/llm/port";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { anthropic, modelServer, type ModelServer } from "../../../support/model-server";
import { contentOf, parsed, readerOf } from "../../../support/stream-reader";
import { waitFor } from "../../../support/wait-for";
import { budgetOf, usageOf } from "../spending/budget-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
let tokenId: string;
let server: ModelServer;
let model: LanguageModel;
beforeAll(async () => {
  world = await createTestWorld();
  server = await modelServer();
  model = anthropicModel({ apiKey: "k", defaultModel: undefined, baseUrl: server.baseUrl });
});
beforeEach(async () => {
  company = await world.company();
  ({ tokenId } = (await withTransaction(company.owner, (tx) => issueWebhookToken(tx, 0))).issued);
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await server.close();
  await world.close();
});

/** A stream ends with its token, so the token has to exist. */
const caller = (): WorkspaceCtx => webhookOf(company, tokenId);
const ask = (maxTokens = 1_000): Promise<Response> =>
  framesResponse({ request: new Request("http://127.0.0.1/"), ctx: caller() }, (gone) =>
    streamChat(
      caller(),
      { request: { messages: [{ role: "user", content: "Hello" }], max_tokens: maxTokens }, campaignId: null, gone },
      model,
    ),
  );
const whole = (text: string): string => anthropic.start(20) + anthropic.text(text) + anthropic.end(4) + anthropic.stop;

/** Without the input, this is 16 cents: 32,000 tokens at 5 dollars a million. */
const SIXTEEN_CENTS = 32_000;

test("50 streams at once near the limit never exceed it, and each is charged what it used", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 4)",
    [company.workspaceId],
  );
  const goOn = Promise.withResolvers<void>();
  server.answer(async ({ send, end }) => {
    await send(anthropic.start(20) + anthropic.text("Hel"));
    await goOn.promise;
    await send(anthropic.text("lo.") + anthropic.end(30_000) + anthropic.stop);
    end();
  });
  const asked = server.calls.length;
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => ask(SIXTEEN_CENTS)));
  const streams = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const refusals = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as unknown] : []));
  // Six times 16 cents fit into the last dollar.
  expect(streams).toHaveLength(6);
  expect(server.calls.length - asked).toBe(6);
  expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: "budget.exceeded" })));
  const held = await budgetOf(world, company);
  expect(held.spent + held.reserved).toBeLessThanOrEqual(5);
  goOn.resolve();
  for (const events of await Promise.all(streams.map((stream) => readerOf(stream).rest())))
    expect(events.at(-1)).toBe("[DONE]");
  const { spent, reserved } = await budgetOf(world, company);
  expect(reserved).toBe(0);
  expect(spent).toBeCloseTo(4 + 6 * 0.15002, 6);
});

test("a slow reader slows the vendor; who never reads on and leaves pays for what was taken", async () => {
  let sent = 0;
  const piece = anthropic.text("x".repeat(50_000));
  server.answer(async ({ send }) => {
    await send(anthropic.start(20));
    for (; sent < 600; sent += 1) await send(piece);
  });
  const { next, cancel } = readerOf(await ask());
  await next();
  await next();
  let before = -1;
  await waitFor(
    async () => {
      const still = before === sent;
      before = sent;
      return still;
    },
    { everyMs: 400, what: "the vendor has to wait" },
  );
  // 30 MB were to come: what fits into the sockets' buffers is on its way, no more.
  expect(sent).toBeLessThan(400);
  await cancel();
  await server.calls.at(-1)?.closed;
  await waitFor(async () => (await usageOf(world, company))[0]?.status === "settled", { everyMs: 20, what: "settled" });
  const [row] = await usageOf(world, company);
  expect(row).toMatchObject({ tokens_in: 20, tokens_out: 1_000 });
  expect(await budgetOf(world, company)).toEqual({ spent: row?.cost, reserved: 0 });
});

test("a stream nobody reads is over before its lease is, and charged then", async () => {
  server.answer(({ send }) => send(anthropic.start(20) + anthropic.text("Hello")));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const call = { request: { messages: [{ role: "user" as const, content: "Hello" }] }, campaignId: null };
  const frames = await streamChat(caller(), { ...call, gone: new AbortController().signal }, model);
  vi.advanceTimersByTime(8 * 60_000);
  vi.useRealTimers();
  await server.calls.at(-1)?.closed;
  await waitFor(async () => (await usageOf(world, company))[0]?.status === "settled", { everyMs: 20, what: "settled" });
  expect(await budgetOf(world, company)).toEqual({ spent: 0.00005, reserved: 0 });
  const events: string[] = [];
  for await (const event of frames) events.push(event);
  expect(events.at(-1)).toContain('"code":"llm.too_long"');
});

test("an answer that cannot be charged does not end as done, and the reaper charges its lease", async () => {
  server.answer(async ({ send, end }) => {
    await send(whole("Hello"));
    end();
  });
  await world.admin.query("revoke insert on daily_costs from tenant_role");
  try {
    const events = await readerOf(await ask()).rest();
    expect(events.map((event) => contentOf(parsed(event))).join("")).toBe("Hello");
    expect(parsed(events.at(-1)).error).toMatchObject({ type: "server_error" });
  } finally {
    await world.admin.query("grant insert on daily_costs to tenant_role");
  }
  const [row] = await usageOf(world, company);
  expect(row).toMatchObject({ status: "leased" });
  await reapLeases({ ...caller(), now: () => new Date(Date.now() + 11 * 60_000) });
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost: row?.leased }]);
  expect(await budgetOf(world, company)).toEqual({ spent: row?.leased, reserved: 0 });
});

test("a caller that is gone before anything was asked costs nothing", async () => {
  const asked = server.calls.length;
  await expect(
    streamChat(
      caller(),
      { request: { messages: [{ role: "user", content: "Hello" }] }, campaignId: null, gone: AbortSignal.abort() },
      model,
    ),
  ).rejects.toMatchObject({ code: "call.abandoned" });
  expect(server.calls).toHaveLength(asked);
  expect(await usageOf(world, company)).toMatchObject([{ status: "released" }]);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
});

test("a viewer may not", async () => {
  await expect(
    streamChat(company.viewer, { request: { messages: [] }, campaignId: null, gone: new AbortController().signal }),
  ).rejects.toMatchObject({ code: "permission.missing" });
  expect(await usageOf(world, company)).toEqual([]);
});
