import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/llm/v1/chat/completions/route";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf, usageOf } from "../../../lib/metering/spending/budget-world";

let world: TestWorld;
let company: Company;
let token: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
});
afterAll(() => world.close());

const post = (body: unknown, bearer = token, headers: Record<string, string> = {}): Promise<Response> =>
  POST(
    new Request("http://127.0.0.1/api/llm/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${bearer}`, ...headers },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

const messages = [
  { role: "system", content: "Write." },
  {
    role: "user",
    content: JSON.stringify({ task: "draft_sequence", company: { name: "Acme" }, lead: { email: "a@b.example" } }),
  },
];

test("a draft comes back OpenAI-shaped from the offline planner, for nothing", async () => {
  const response = await post({
    model: "default",
    messages,
    response_format: { type: "json_object" },
    temperature: 0.4,
    user: "ignored",
  });
  const answer = (await response.json()) as { model: string; choices: { message: { content: string } }[] };
  expect(response.status).toBe(200);
  expect(answer.model).toBe("offline planner");
  expect(JSON.parse(answer.choices[0]?.message.content ?? "").emails).toHaveLength(3);
  expect(await budgetOf(world, company)).toEqual({ spent: 0, reserved: 0 });
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost: 0 }]);
});

test.each([
  [{ tools: [{ type: "function", function: { name: "search" } }] }, "tools are not passed on to the model"],
  [{ functions: [{ name: "search" }] }, "functions are not passed on to the model"],
  [{ n: 2 }, "n must be 1"],
  [{ response_format: { type: "json_schema", json_schema: {} } }, "response_format.type must be text or json_object"],
])("a field that we cannot honour is rejected: %j", async (wish, sentence) => {
  const response = await post({ messages, ...wish });
  expect(response.status).toBe(400);
  expect(((await response.json()) as { error: string }).error).toContain(sentence);
});

test("a value that equals the default is accepted", async () => {
  const response = await post({ messages, n: 1, tools: [], functions: null, response_format: { type: "text" } });
  expect(response.status).toBe(200);
});

test("streamed, the pieces are the same answer, ended by [DONE]", async () => {
  const whole = (await (await post({ messages })).json()) as { choices: { message: { content: string } }[] };
  const response = await post({ messages, stream: true, stream_options: { include_usage: true } });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const events = (await response.text())
    .trim()
    .split("\n\n")
    .map((event) => event.replace(/^data: /, ""));
  expect(events.at(-1)).toBe("[DONE]");
  const chunks = events.slice(0, -1).map(
    (event) =>
      JSON.parse(event) as {
        object: string;
        usage?: object;
        choices: { delta: { content?: string }; finish_reason: string | null }[];
      },
  );
  expect(chunks.every(({ object }) => object === "chat.completion.chunk")).toBe(true);
  expect(chunks.map(({ choices: [choice] }) => choice?.delta.content ?? "").join("")).toBe(
    whole.choices[0]?.message.content,
  );
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("stop");
  expect(chunks.at(-1)?.usage).toMatchObject({ total_tokens: 0 });
});

test.each([
  ["no messages", { messages: [] }, 400, "request.invalid"],
  ["an unknown role", { messages: [{ role: "tool", content: "x" }] }, 400, "request.invalid"],
  [
    "an image",
    { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "x" } }] }] },
    400,
    "request.invalid",
  ],
])("%s is refused", async (_name, body, status, code) => {
  const response = await post(body);
  expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body: { code } });
});

test("a wrong token is 401, a campaign that is not here 404", async () => {
  expect((await post({ messages }, "wrong")).status).toBe(401);
  expect((await post({ messages }, token, { "x-campaign-id": "00000000-0000-4000-8000-000000000000" })).status).toBe(
    404,
  );
});

test("a frozen workspace gets 403 and no model is asked", async () => {
  const before = await usageOf(world, company);
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  expect((await post({ messages })).status).toBe(403);
  await world.admin.query("update workspaces set status = 'active' where id = $1", [company.workspaceId]);
  expect(await usageOf(world, company)).toEqual(before);
});
