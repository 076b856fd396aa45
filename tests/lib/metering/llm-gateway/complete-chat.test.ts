import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { completeChat } from "@/lib/metering/llm-gateway/complete-chat";
import { AppError } from "@/lib/platform/errors";
import { UnusableAnswer, type ChatRequest, type LanguageModel } from "@/lib/providers/llm/port";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, usageOf } from "../spending/budget-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const request = { messages: [{ role: "user" as const, content: "Hello" }] };

/** A model that answers as told; what it was asked is in `asked`. */
function modelThat(complete: LanguageModel["complete"]): LanguageModel & { asked: ChatRequest[] } {
  const asked: ChatRequest[] = [];
  return {
    provider: "anthropic",
    defaultModel: "claude-haiku-4-5",
    asked,
    complete: (given, signal) => {
      asked.push(given);
      return complete(given, signal);
    },
    stream: () => {
      throw new Error("not asked for");
    },
  };
}
const answering = () =>
  modelThat(async ({ model }) => ({ model, text: "Hi.", tokens: { in: 1_000, out: 2_000 }, finish: "stop" }));

test("an answer is OpenAI-shaped and its real cost is stored with its campaign", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const model = answering();
  const answer = await completeChat(
    webhookOf(company),
    { request: { ...request, model: "default" }, campaignId },
    model,
  );
  expect(answer).toMatchObject({
    object: "chat.completion",
    model: "claude-haiku-4-5",
    choices: [{ index: 0, message: { role: "assistant", content: "Hi." }, finish_reason: "stop" }],
    usage: { prompt_tokens: 1_000, completion_tokens: 2_000, total_tokens: 3_000 },
  });
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost: 0.011, campaign_id: campaignId }]);
  expect(await budgetOf(world, company)).toEqual({ spent: 0.011, reserved: 0 });
});

test("without a model key the offline planner answers, and costs nothing", async () => {
  const answer = await completeChat(webhookOf(company), { request, campaignId: null });
  expect(answer.model).toBe("offline planner");
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost: 0, model: "offline planner" }]);
});

test("a failed call gives its budget back and says what failed", async () => {
  const failing = modelThat(async () => {
    throw new AppError("upstream", "anthropic answered 529.", { code: "anthropic.http_529" });
  });
  await expect(completeChat(webhookOf(company), { request, campaignId: null }, failing)).rejects.toMatchObject({
    code: "anthropic.http_529",
  });
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "released" }]);
});

test("a call without a known end is charged as all there was room for, within what was set aside", async () => {
  const silent = modelThat(async () => {
    throw new AppError("unavailable", "anthropic did not answer within 50 s.", { code: "anthropic.timeout" });
  });
  const call = { request: { ...request, max_tokens: 1_000 }, campaignId: null };
  await expect(completeChat(webhookOf(company), call, silent)).rejects.toMatchObject({ code: "anthropic.timeout" });
  const [row] = await usageOf(world, company);
  expect(row).toMatchObject({ status: "settled", tokens_in: 37, tokens_out: 1_000, cost: 0.005037 });
  expect(row?.cost).toBeLessThanOrEqual(row?.leased ?? 0);
  expect(await budgetOf(world, company)).toEqual({ spent: 0.005037, reserved: 0 });
});

test("an answer without a text is charged what it says, an error with status 200 nothing", async () => {
  const call = { request: { ...request, max_tokens: 1_000 }, campaignId: null };
  const unusable = modelThat(async () => {
    throw new UnusableAnswer("anthropic", { in: 11, out: 5 });
  });
  await expect(completeChat(webhookOf(company), call, unusable)).rejects.toMatchObject({
    code: "anthropic.bad_answer",
  });
  expect(await usageOf(world, company)).toMatchObject([
    { status: "settled", tokens_in: 11, tokens_out: 5, cost: 0.000036 },
  ]);
  const refusing = modelThat(async () => {
    throw new AppError("upstream", "anthropic refused the call.", { code: "anthropic.refused" });
  });
  await expect(completeChat(webhookOf(company), call, refusing)).rejects.toMatchObject({ code: "anthropic.refused" });
  expect(await budgetOf(world, company)).toEqual({ spent: 0.000036, reserved: 0 });
});

test("the usage is charged even if the workspace was frozen meanwhile", async () => {
  const model = modelThat(async ({ model: name }) => {
    await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
    return { model: name, text: "Hi.", tokens: { in: 1_000, out: 2_000 }, finish: "stop" };
  });
  await completeChat(webhookOf(company), { request, campaignId: null }, model);
  expect(await budgetOf(world, company)).toEqual({ spent: 0.011, reserved: 0 });
});

test("over the budget the model is not even asked", async () => {
  await world.admin.query(
    "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), 5)",
    [company.workspaceId],
  );
  const model = answering();
  await expect(completeChat(webhookOf(company), { request, campaignId: null }, model)).rejects.toMatchObject({
    kind: "over_budget",
    details: { current_spend: 5, limit: 5 },
  });
  expect(model.asked).toEqual([]);
});

test("a campaign of another workspace or no uuid is refused before anything is asked", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const elsewhere = webhookOf(await world.company());
  const model = answering();
  await expect(completeChat(elsewhere, { request, campaignId }, model)).rejects.toMatchObject({
    code: "campaign.not_found",
  });
  await expect(completeChat(elsewhere, { request, campaignId: "x" }, model)).rejects.toMatchObject({
    code: "campaign_id.invalid",
  });
  expect(model.asked).toEqual([]);
});

test("a viewer may not", async () => {
  await expect(completeChat(company.viewer, { request, campaignId: null })).rejects.toMatchObject({
    code: "permission.missing",
  });
});
