import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { askForObject } from "@/lib/autopilot/models/ask-for-object";
import { anthropicToolModel } from "@/lib/providers/llm/anthropic/tool-model";
import type { ToolModel } from "@/lib/providers/llm/port";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { modelServer, type ModelServer, type VendorCall } from "../../../support/model-server";
import { budgetOf, usageOf } from "../../metering/spending/budget-world";
import { addingTool, callOf, replyOf, requestsOf } from "./model-world";

const MODEL = "claude-haiku-4-5";

let world: TestWorld;
let vendor: ModelServer;
let port: ToolModel;
let company: Company;
beforeAll(async () => {
  [world, vendor] = await Promise.all([createTestWorld(), modelServer()]);
  port = anthropicToolModel({ apiKey: "sk-ant-0123456789abcdef", modelId: MODEL, baseUrl: vendor.baseUrl });
});
beforeEach(async () => {
  company = await world.company();
  vendor.calls.length = 0;
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

type Block = { text: string } | { tool: string; input: object };
type Usage = { in: number; out: number; cached?: number };
const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

/** A message as Anthropic streams it: blocks one after the other, tools with their input in pieces. */
function message(blocks: readonly Block[], { in: input_tokens, out, cached = 0 }: Usage): string[] {
  const usage = { input_tokens, output_tokens: 1, cache_read_input_tokens: cached, cache_creation_input_tokens: 0 };
  const head = { id: "msg_1", type: "message", role: "assistant", model: MODEL, content: [], usage };
  const isTool = blocks.some((block) => "tool" in block);
  return [
    event("message_start", { message: { ...head, stop_reason: null, stop_sequence: null } }),
    event("ping", {}),
    ...blocks.flatMap((block, index) => {
      const content_block =
        "tool" in block
          ? { type: "tool_use", id: `toolu_${index}`, name: block.tool, input: {} }
          : { type: "text", text: "" };
      const written = "tool" in block ? JSON.stringify(block.input) : block.text;
      const delta = (piece: string): object =>
        "tool" in block ? { type: "input_json_delta", partial_json: piece } : { type: "text_delta", text: piece };
      const half = Math.ceil(written.length / 2);
      return [
        event("content_block_start", { index, content_block }),
        event("content_block_delta", { index, delta: delta(written.slice(0, half)) }),
        event("content_block_delta", { index, delta: delta(written.slice(half)) }),
        event("content_block_stop", { index }),
      ];
    }),
    event("message_delta", {
      delta: { stop_reason: isTool ? "tool_use" : "end_turn", stop_sequence: null },
      usage: { output_tokens: out },
    }),
    event("message_stop", {}),
  ];
}

/** Each call gets the next answer. */
function answer(...answers: (string | Uint8Array)[][]): void {
  const waiting = [...answers];
  vendor.answer(async ({ send, end }: VendorCall) => {
    for (const frame of waiting.shift() ?? []) await send(frame);
    end();
  });
}
const ask = (more: Parameters<typeof callOf>[1] = {}) => replyOf(company.owner, callOf(company, more), port);

test("a reply with a tool: the input arrives in pieces, the result goes back, and both requests are paid once", async () => {
  const add = addingTool();
  answer(
    message([{ text: "Let me add. " }, { tool: "add", input: { a: 2, b: 3 } }], { in: 1_000, out: 20 }),
    message([{ text: "It is five." }], { in: 1_100, out: 10 }),
  );
  const { parts, text, error } = await ask({ tools: [add] });
  expect([error, text, add.calls]).toEqual([null, "Let me add. It is five.", [{ a: 2, b: 3 }]]);
  expect(parts.at(-1)).toMatchObject({
    type: "end",
    finish: "stop",
    answeredBy: { provider: "anthropic", model: MODEL, label: `Anthropic ${MODEL}` },
    tokens: { in: 2_100, out: 30 },
  });
  expect(vendor.calls.map(({ path }) => path)).toEqual(["/v1/messages", "/v1/messages"]);
  const [first, second] = vendor.calls.map(({ body }) => JSON.stringify(body));
  expect(first).toContain("You are the mind of a company.");
  expect(second).toMatch(/tool_result.*\\"sum\\":5/);
  expect((await usageOf(world, company)).map((row) => [row.status, row.tokens_in, row.tokens_out])).toEqual([
    ["settled", 1_000, 20],
    ["settled", 1_100, 10],
  ]);
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
});

test("kinds of events that are new are passed over, wherever they stand and however the answer is cut", async () => {
  const novelty = event("novelty", { x: [{ type: "text" }] });
  const frames = message([{ text: "Grüße 👋 zwei." }], { in: 100, out: 5 }).flatMap((frame) => [novelty, frame]);
  const bytes = Buffer.from(frames.join("") + novelty);
  answer(Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7)));
  const { text, error, parts } = await ask();
  expect([error, text]).toEqual([null, "Grüße 👋 zwei."]);
  expect(parts.at(-1)).toMatchObject({ finish: "stop", tokens: { in: 100, out: 5 } });
});

test("input that Anthropic read from a cache is counted with the rest", async () => {
  answer(message([{ text: "Yes." }], { in: 100, out: 5, cached: 900 }));
  expect((await ask()).parts.at(-1)).toMatchObject({ tokens: { in: 1_000, out: 5 } });
});

test("an object of a schema is asked for and read, and a wrong one is sent back once", async () => {
  const schema = z.object({ one_liner: z.string(), ideas: z.array(z.string()).min(1) });
  const object = { one_liner: "Bread by bicycle.", ideas: ["a"] };
  const { tools: _tools, maxSteps: _steps, ...call } = callOf(company, { purpose: "packet" });
  const wanted = { ...call, schema, schemaName: "brief" };
  answer(
    message([{ text: '{"one_liner": 7}' }], { in: 100, out: 5 }),
    message([{ text: JSON.stringify(object) }], { in: 120, out: 9 }),
  );
  const { value, tokens } = await askForObject(company.owner, wanted, port);
  expect([value, tokens]).toEqual([object, { in: 220, out: 14 }]);
});

test.each([
  ["overloaded", 529, "model.busy"],
  ["asked too often", 429, "model.busy"],
  ["given a wrong key", 401, "model.key_refused"],
  ["broken", 500, "model.failed"],
])("a vendor that is %s has our words, and costs nothing", async (_name, status, code) => {
  vendor.refuse(status, JSON.stringify({ type: "error", error: { type: "some_error", message: "no" } }));
  const { error, text } = await ask();
  expect(text).toBe("");
  expect(error).toMatchObject({ code });
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
});

test("a stream that ends in the middle, or with the vendor's error, is broken off, kept so far and charged so far", async () => {
  const whole = message([{ text: "It is quiet. More" }], { in: 100, out: 9 });
  const overloaded = event("error", { error: { type: "overloaded_error", message: "Overloaded" } });
  for (const frames of [whole.slice(0, 5), [...whole.slice(0, 5), overloaded]]) {
    answer(frames);
    const { error, text } = await ask();
    expect(text).toContain("It is qui");
    expect(error).toMatchObject({ code: expect.stringMatching(/^model\.(broken_off|busy|failed|refused)$/) });
  }
  expect((await requestsOf(world, company)).map(({ status }) => status)).toEqual(["failed", "failed"]);
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
});
