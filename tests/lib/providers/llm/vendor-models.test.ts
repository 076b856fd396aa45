import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { openAiModel } from "@/lib/providers/llm/openai/provider";
import type { ChatRequest } from "@/lib/providers/llm/port";

type Seen = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };

let server: Server;
let baseUrl: string;
let seen: Seen[];
let answer: { status: number; body: unknown };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({
      path: request.url ?? "",
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
    });
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = [];
});
afterAll(() => void server.close());

const signal = new AbortController().signal;
const request: ChatRequest = {
  model: "some-model",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hello" },
  ],
  temperature: 1.5,
  maxTokens: 300,
  json: true,
};
const completion = {
  id: "c",
  object: "chat.completion",
  model: "some-model-2026",
  choices: [{ index: 0, message: { role: "assistant", content: "Hi." }, finish_reason: "length" }],
  usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
};
const message = {
  id: "m",
  type: "message",
  role: "assistant",
  model: "claude-x",
  content: [
    { type: "thinking", thinking: "…" },
    { type: "text", text: "Hi." },
  ],
  stop_reason: "end_turn",
  usage: { input_tokens: 12, output_tokens: 3 },
};

test("an OpenAI-compatible server is asked in its language, under a name that has no OpenAI price", async () => {
  answer = { status: 200, body: completion };
  const model = openAiModel({ apiKey: "key-1", baseUrl: `${baseUrl}/v1/`, defaultModel: undefined });
  expect(await model.complete(request, signal)).toEqual({
    model: "some-model-2026",
    text: "Hi.",
    tokens: { in: 12, out: 3 },
    finish: "length",
  });
  expect(model.provider).toBe("openai-compatible");
  expect(seen).toMatchObject([
    {
      path: "/v1/chat/completions",
      headers: { authorization: "Bearer key-1" },
      body: {
        model: "some-model",
        max_tokens: 300,
        temperature: 1.5,
        response_format: { type: "json_object" },
        messages: request.messages,
      },
    },
  ]);
});

test("a server that does not count is charged by the byte", async () => {
  answer = { status: 200, body: { ...completion, usage: undefined } };
  const { tokens } = await openAiModel({ apiKey: undefined, baseUrl, defaultModel: "m" }).complete(request, signal);
  expect(tokens).toEqual({ in: "Be brief.Hello".length, out: "Hi.".length });
});

const asked = (body: object) => {
  answer = { status: 200, body };
  return openAiModel({ apiKey: undefined, baseUrl, defaultModel: "m" }).complete(request, signal);
};
const usage = { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 };
const saying = (message: object, finish_reason = "stop") => ({
  choices: [{ index: 0, message, finish_reason }],
  usage,
});

test.each([
  ["no content, but thoughts", saying({ reasoning_content: "still thinking" }, "length"), "", "length"],
  ["content that is null", saying({ content: null }), "", "stop"],
  [
    "a list of parts",
    saying({
      content: [
        { type: "text", text: "Hel" },
        { type: "text", text: "lo" },
      ],
    }),
    "Hello",
    "stop",
  ],
  ["text beside no message", { choices: [{ text: "Hello" }], usage }, "Hello", "stop"],
])(
  "an answer with %s is passed on and says what it used; the model asked stands for one that is not named",
  async (_, body, text, finish) => {
    expect(await asked(body)).toEqual({ model: "some-model", text, finish, tokens: { in: 11, out: 5 } });
  },
);

test.each([
  ["an error with status 200", { error: { message: "rate limited upstream", code: 429 } }, { code: "openai.refused" }],
  ["no choice, but a usage", { usage }, { code: "openai.bad_answer", tokens: { in: 11, out: 5 } }],
  ["an error and a usage", { error: { message: "overloaded" }, usage }, { tokens: { in: 11, out: 5 } }],
  ["choices of another shape", { choices: "Hello", usage }, { tokens: { in: 11, out: 5 } }],
  ["nothing it knows", { response: "Hello" }, { code: "openai.bad_answer", tokens: { in: 0, out: 0 } }],
])("an answer with %s is an upstream error that says what is owed", async (_, body, expected) => {
  await expect(asked(body)).rejects.toMatchObject({ kind: "upstream", ...expected });
});

test("Anthropic gets instructions in a field of their own and a temperature it takes", async () => {
  answer = { status: 200, body: message };
  const model = anthropicModel({ apiKey: "key-2", defaultModel: undefined, baseUrl });
  expect(await model.complete(request, signal)).toEqual({
    model: "claude-x",
    text: "Hi.",
    tokens: { in: 12, out: 3 },
    finish: "stop",
  });
  expect(seen).toMatchObject([
    {
      path: "/v1/messages",
      headers: { "x-api-key": "key-2", "anthropic-version": "2023-06-01" },
      body: { system: "Be brief.", messages: [{ role: "user", content: "Hello" }], max_tokens: 300, temperature: 1 },
    },
  ]);
});

test.each([
  ["busy", 529, { error: "overloaded" }, { code: "anthropic.http_529", retryable: true }],
  ["refusing", 400, { error: "bad" }, { code: "anthropic.http_400", retryable: false }],
  ["talking HTML", 200, "<html>", { code: "anthropic.bad_answer" }],
  ["answering half", 200, { model: "x" }, { code: "anthropic.bad_answer" }],
])("a vendor that is %s is an error by code", async (_name, status, body, expected) => {
  answer = { status, body };
  await expect(
    anthropicModel({ apiKey: "k", defaultModel: undefined, baseUrl }).complete(request, signal),
  ).rejects.toMatchObject(expected);
});
