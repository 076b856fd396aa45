import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { anthropicToolModel } from "@/lib/providers/llm/anthropic/tool-model";
import { offlinePlanner } from "@/lib/providers/llm/offline/provider";
import { offlineToolModel } from "@/lib/providers/llm/offline/tool-model";
import { openAiModel } from "@/lib/providers/llm/openai/provider";
import { openAiToolModel } from "@/lib/providers/llm/openai/tool-model";
import type { LanguageModel, ToolModel } from "@/lib/providers/llm/port";

type Asked = { path: string; key: string | undefined; body: Record<string, unknown> };

let server: Server;
let baseUrl: string;
let asked: Asked[];
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const { authorization, "x-api-key": key } = request.headers;
      const path = request.url ?? "";
      asked.push({ path, key: String(key ?? authorization), body: JSON.parse(text) as Asked["body"] });
      response.writeHead(503, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => void server.close());

const PROMPT: LanguageModelV4CallOptions["prompt"] = [
  { role: "system", content: "Be brief." },
  { role: "user", content: [{ type: "text", text: "Hello" }] },
];
const wordsOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value).replace(/.*"text":"([^"]*)".*/, "$1");

/** The one question, asked by the gateway's adapter and by the mind's. */
async function ask(gateway: LanguageModel, mind: ToolModel): Promise<[Asked, Asked]> {
  const { signal } = new AbortController();
  const messages = [
    { role: "system" as const, content: "Be brief." },
    { role: "user" as const, content: "Hello" },
  ];
  const request = { model: gateway.defaultModel, messages, temperature: 0.5, maxTokens: 300, json: false };
  await expect(gateway.complete(request, signal)).rejects.toThrow(/503/);
  const call = { prompt: PROMPT, temperature: 0.5, maxOutputTokens: 300, abortSignal: signal };
  await expect(Promise.resolve(mind.model.doStream(call))).rejects.toThrow(/503/);
  const [first, second] = asked;
  if (!first || !second) throw new Error("Both ask the server.");
  return [first, second];
}

const openAi = (modelId?: string): [LanguageModel, ToolModel] => {
  const at = { apiKey: "key-1", baseUrl: `${baseUrl}/v1/` };
  return [openAiModel({ ...at, defaultModel: modelId }), openAiToolModel({ ...at, modelId })];
};
const anthropic = (modelId?: string): [LanguageModel, ToolModel] => [
  anthropicModel({ apiKey: "key-2", baseUrl, defaultModel: modelId }),
  anthropicToolModel({ apiKey: "key-2", baseUrl, modelId }),
];

test.each([
  ["an OpenAI-compatible server", () => openAi(), "/v1/chat/completions", "Bearer key-1"],
  [
    "an OpenAI-compatible server with a model of its own",
    () => openAi("llama-4"),
    "/v1/chat/completions",
    "Bearer key-1",
  ],
  ["Anthropic", () => anthropic(), "/v1/messages", "key-2"],
  ["Anthropic with another model", () => anthropic("claude-sonnet-4-5"), "/v1/messages", "key-2"],
])("%s is asked the same by the gateway and by the mind, under the same prices", async (_name, pair, path, key) => {
  const [gateway, mind] = pair();
  expect([mind.provider, mind.model.modelId]).toEqual([gateway.provider, gateway.defaultModel]);
  const [first, second] = await ask(gateway, mind);
  expect([first, second].map((each) => [each.path, each.key])).toEqual([
    [path, key],
    [path, key],
  ]);
  const plain = ({ body: { model, max_tokens, temperature, system, messages } }: Asked) => ({
    model,
    max_tokens,
    temperature,
    system: system === undefined ? undefined : wordsOf(system),
    messages: (messages as { role: string; content: unknown }[]).map(({ role, content }) => [role, wordsOf(content)]),
  });
  expect(plain(second)).toEqual(plain(first));
});

test("without an address both go to the vendor, and without a key both are the offline planner", () => {
  const official = [
    openAiModel({ apiKey: "k", baseUrl: undefined, defaultModel: undefined }),
    openAiToolModel({ apiKey: "k", baseUrl: undefined, modelId: undefined }),
  ] as const;
  expect(official.map(({ provider }) => provider)).toEqual(["openai", "openai"]);
  expect(official[1].model.modelId).toBe(official[0].defaultModel);
  expect(offlineToolModel.provider).toBe(offlinePlanner.provider);
});
