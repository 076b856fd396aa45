import { generateText, streamText } from "ai";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginStep } from "@/lib/autopilot/models/begin-step";
import { meteredModel } from "@/lib/autopilot/models/metered-model";
import { modelTerm } from "@/lib/autopilot/models/model-term";
import { sweepRequests } from "@/lib/autopilot/models/sweep-requests";
import type { Company } from "../../../factories/test-world";
import { budgetOf, usageOf } from "../../metering/spending/budget-world";
import { callOf, createModelWorld, replyOf, requestsOf, type ModelWorld } from "./model-world";

let world: ModelWorld;
let company: Company;
beforeAll(async () => {
  world = await createModelWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const OPTIONS = { prompt: [{ role: "system" as const, content: "x".repeat(1_000) }], maxOutputTokens: 500 };
const step = () =>
  beginStep(company.owner, {
    port: world.port,
    call: callOf(company),
    callId: crypto.randomUUID(),
    number: 1,
    options: OPTIONS,
  });

test("a request is leased by its bytes and the most it may answer, and written down before anything is sent", async () => {
  const asked = world.fake.requests.length;
  await step();
  const [row] = await usageOf(world, company);
  // 0.4 and 1.6 dollars a million tokens.
  expect(row?.leased).toBeGreaterThanOrEqual((1_000 * 0.4 + 500 * 1.6) / 1_000_000);
  expect(row?.status).toBe("leased");
  expect(await requestsOf(world, company)).toMatchObject([
    { status: "running", context_hash: "c0ffee", context_position: "12" },
  ]);
  expect(world.fake.requests).toHaveLength(asked);
});

test("of several endings of a request the first counts", async () => {
  const begun = await step();
  const usage = { inputTokens: { total: 7 }, outputTokens: { total: 3 } } as Parameters<
    typeof begun.finish
  >[0]["usage"];
  await Promise.all([
    begun.abandon(),
    begun.finish({ model: "m", usage, finish: "stop" }),
    begun.fail(new Error("late")),
  ]);
  expect((await usageOf(world, company)).map(({ status }) => status)).toEqual(["settled"]);
  expect(await requestsOf(world, company)).toMatchObject([{ status: "aborted" }]);
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
});

test("a call that is not streamed would not be metered, and is refused", async () => {
  const { model } = meteredModel(company.owner, callOf(company), world.port);
  await expect(generateText({ model, prompt: "Hello", maxRetries: 0 })).rejects.toThrow("not be metered");
  expect(await usageOf(world, company)).toEqual([]);
});

test("the requests of one call are numbered under one id", async () => {
  world.fake.script([{ text: "Hi.", times: 2 }]);
  const { model, callId, settled } = meteredModel(company.owner, callOf(company), world.port);
  for (const prompt of ["Hello", "Again"]) await streamText({ model, prompt, maxRetries: 0 }).text;
  await settled();
  expect((await requestsOf(world, company)).map(({ call_id, step: number }) => [call_id, number])).toEqual([
    [callId, 1],
    [callId, 2],
  ]);
});

test("a freeze ends the term of a call, and refuses the next one before a model is asked", async () => {
  const { signal, over } = modelTerm(company.owner, new AbortController().signal);
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'abuse' where id = $1", [
    company.workspaceId,
  ]);
  await expect.poll(() => signal.aborted).toBe(true);
  expect(signal.reason).toMatchObject({ code: "workspace.frozen" });
  over();
  const asked = world.fake.requests.length;
  expect((await replyOf(company.owner, callOf(company), world.port)).error).toMatchObject({ code: "workspace.frozen" });
  expect(world.fake.requests).toHaveLength(asked);
});

test("requests are kept for seven days, in every workspace", async () => {
  const other = await world.company();
  for (const each of [company, other]) {
    world.fake.script([{ text: "Old." }, { text: "New." }]);
    await replyOf(each.owner, callOf(each), world.port);
    await world.admin.query(
      "update model_requests set created_at = now() - interval '169 hours' where workspace_id = $1",
      [each.workspaceId],
    );
    await replyOf(each.owner, callOf(each), world.port);
  }
  expect(await sweepRequests(world.system())).toBe(2);
  for (const each of [company, other])
    expect(await requestsOf(world, each)).toMatchObject([{ response: { text: "New." } }]);
});
