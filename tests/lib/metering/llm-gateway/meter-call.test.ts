import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { leaseCall, type LeasedCall } from "@/lib/metering/llm-gateway/lease-call";
import { meterCall } from "@/lib/metering/llm-gateway/meter-call";
import { AppError } from "@/lib/platform/errors";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { UnusableAnswer } from "@/lib/providers/llm/port";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, usageOf } from "../spending/budget-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
let call: LeasedCall;
const model = anthropicModel({ apiKey: "k", defaultModel: "claude-haiku-4-5" });
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  const request = { messages: [{ role: "user" as const, content: "Hello" }], max_tokens: 1_000 };
  call = await leaseCall(webhookOf(company), { request, campaignId: null }, model);
});
afterAll(() => world.close());

const charged = async () => {
  const [row] = await usageOf(world, company);
  return row && { status: row.status, in: row.tokens_in, out: row.tokens_out };
};

test("a call is charged once, by whichever of its ends comes first", async () => {
  const meter = meterCall(webhookOf(company), call);
  await meter.charge({ model: "claude-haiku-4-5", tokens: { in: 5, out: 7 }, finish: "stop" });
  await meter.fail(new Error("late"));
  await meter.release();
  expect(await charged()).toEqual({ status: "settled", in: 5, out: 7 });
});

test("without the vendor's word each byte of text since its last word counts, and never more than was set aside", async () => {
  const meter = meterCall(webhookOf(company), call);
  meter.count({ used: { in: 9, out: 2 } });
  meter.count({ text: "Grüße" });
  await meter.charge();
  expect(await charged()).toEqual({ status: "settled", in: 9, out: 9 });
});

test("text beyond the room that was set aside is charged as that room", async () => {
  const meter = meterCall(webhookOf(company), call);
  meter.count({ text: "x".repeat(5_000) });
  await meter.charge();
  expect(await charged()).toMatchObject({ out: call.most.out });
});

test.each(["llm.unreachable", "llm.refused", "llm.http_500"])(
  "a call that failed with %s costs nothing",
  async (code) => {
    await meterCall(webhookOf(company), call).fail(new AppError("upstream", "no", { code }));
    expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  },
);

test("an answer that cannot be used is charged what its usage says", async () => {
  await meterCall(webhookOf(company), call).fail(new UnusableAnswer("llm", { in: 3, out: 4 }));
  expect(await charged()).toEqual({ status: "settled", in: 3, out: 4 });
});

test("the money of a call is charged although the workspace was frozen meanwhile", async () => {
  const meter = meterCall(webhookOf(company), call);
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'x' where id = $1", [
    company.workspaceId,
  ]);
  await meter.charge({ model: "claude-haiku-4-5", tokens: { in: 5, out: 7 }, finish: "stop" });
  expect(await charged()).toEqual({ status: "settled", in: 5, out: 7 });
});
