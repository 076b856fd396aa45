import { afterAll, beforeAll, expect, test } from "vitest";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { offlinePlanner } from "@/lib/providers/llm/offline/provider";
import { openAiModel } from "@/lib/providers/llm/openai/provider";
import type { ChatPiece, ChatRequest, LanguageModel } from "@/lib/providers/llm/port";
import { anthropic, modelServer, openAi, type ModelServer } from "../../../support/model-server";

let server: ModelServer;
beforeAll(async () => {
  server = await modelServer();
});
afterAll(() => server.close());

const request: ChatRequest = {
  model: "some-model",
  messages: [{ role: "user", content: "Grüße" }],
  maxTokens: 300,
  json: false,
};
const openAiHere = (): LanguageModel =>
  openAiModel({ apiKey: "k", baseUrl: `${server.baseUrl}/v1`, defaultModel: undefined });
const anthropicHere = (): LanguageModel =>
  anthropicModel({ apiKey: "k", baseUrl: server.baseUrl, defaultModel: undefined });

async function piecesOf(model: LanguageModel, asked = request): Promise<ChatPiece[]> {
  const pieces: ChatPiece[] = [];
  for await (const piece of model.stream(asked, new AbortController().signal)) pieces.push(piece);
  return pieces;
}
const textOf = (pieces: ChatPiece[]): string => pieces.map((piece) => ("text" in piece ? piece.text : "")).join("");

/** Each byte a write of its own: every character and every line is cut somewhere. */
const byteByByte = (text: string): void =>
  server.answer(async ({ send, end }) => {
    for (const byte of Buffer.from(text)) await send(Uint8Array.of(byte));
    end();
  });

test("OpenAI's chunks are read however they are cut, between comments, the usage last", async () => {
  byteByByte(
    `: OPENROUTER PROCESSING\r\n\r\n${openAi.text("Grüß")}${openAi.text(" Gott 👋\nzwei")}: ping\n\n${openAi.finish("length")}${openAi.usage(12, 7)}${openAi.done}`,
  );
  const pieces = await piecesOf(openAiHere());
  expect(textOf(pieces)).toBe("Grüß Gott 👋\nzwei");
  expect(pieces.at(-1)).toEqual({
    answer: { model: "gpt-4.1-mini-2025-04-14", tokens: { in: 12, out: 7 }, finish: "length" },
  });
  expect(server.calls.at(-1)).toMatchObject({
    path: "/v1/chat/completions",
    body: { model: "some-model", stream: true, stream_options: { include_usage: true }, max_tokens: 300 },
  });
});

test("Anthropic's events are read however they are cut; thoughts are counted, new kinds of events are passed over", async () => {
  byteByByte(
    `${anthropic.start(12)}event: novelty\ndata: {"type":"novelty","x":[]}\n\n${anthropic.thinking}${anthropic.ping}${anthropic.text("Grüß")}${anthropic.text(" Gott 👋")}${anthropic.end(9, "max_tokens")}${anthropic.stop}`,
  );
  const pieces = await piecesOf(anthropicHere());
  expect(pieces).toEqual([
    { used: { in: 12, out: 1 } },
    { used: { out: 3 } },
    { text: "Grüß" },
    { text: " Gott 👋" },
    { used: { in: 12, out: 9 } },
    { answer: { model: "claude-haiku-4-5-20251001", tokens: { in: 12, out: 9 }, finish: "length" } },
  ]);
  expect(server.calls.at(-1)).toMatchObject({ path: "/v1/messages", body: { stream: true, max_tokens: 300 } });
});

test("a compatible server that neither counts nor says [DONE] is charged by the byte", async () => {
  byteByByte(`${openAi.text("Hi ü")}${openAi.finish()}`);
  expect((await piecesOf(openAiHere())).at(-1)).toMatchObject({
    answer: { tokens: { in: Buffer.byteLength("Grüße"), out: 5 }, finish: "stop" },
  });
});

const chunk = (more: object): string => `data: ${JSON.stringify({ id: "c1", model: "m", ...more })}\n\n`;
const delta = (delta: object, usage?: object): string => chunk({ choices: [{ index: 0, delta }], usage });

test.each([
  [
    "before the text",
    chunk({ usage: { prompt_tokens: 7, completion_tokens: 0 } }) + openAi.text("Hello"),
    { in: 7, out: 5 },
  ],
  [
    "beside every piece",
    delta({ content: "Hel" }, { prompt_tokens: 7, completion_tokens: 1 }) +
      delta({ content: "lo" }, { prompt_tokens: 7, completion_tokens: 2 }),
    { in: 7, out: 2 },
  ],
  [
    "in the middle of the text",
    openAi.text("Hel") + chunk({ usage: { prompt_tokens: 7, completion_tokens: 2 } }) + openAi.text("lo"),
    { in: 7, out: 4 },
  ],
  [
    "of the input alone beside every piece",
    delta({ content: "Hel" }, { prompt_tokens: 7, completion_tokens: 0 }) +
      delta({ content: "lo" }, { prompt_tokens: 7, completion_tokens: 0 }),
    { in: 7, out: 5 },
  ],
  ["nowhere, but with thoughts", delta({ reasoning_content: "Hmm." }) + openAi.text("Hello"), { in: 7, out: 9 }],
])("a usage that stands %s leaves no output uncounted", async (_place, text, tokens) => {
  byteByByte(text + openAi.finish() + openAi.done);
  expect((await piecesOf(openAiHere())).at(-1)).toMatchObject({ answer: { tokens } });
});

test("an error before anything was written is a refusal, an error after it a broken answer", async () => {
  byteByByte(openAi.error);
  await expect(piecesOf(openAiHere())).rejects.toMatchObject({ code: "openai.refused" });
});

test("a stream of Anthropic's without a sum at its end is charged by the byte", async () => {
  byteByByte(
    `${anthropic.start(12)}${anthropic.text("Hello")}data: {"type":"message_delta","delta":{}}\n\n${anthropic.stop}`,
  );
  expect((await piecesOf(anthropicHere())).at(-1)).toMatchObject({ answer: { tokens: { in: 12, out: 5 } } });
});

test("of a model that thinks unseen, all there was room for may have been used until it says otherwise", async () => {
  byteByByte(`${openAi.text("Hi")}${openAi.finish()}${openAi.usage(3, 90)}${openAi.done}`);
  const pieces = await piecesOf(openAiHere(), { ...request, model: "gpt-5-mini" });
  expect(pieces[0]).toEqual({ used: { out: 300 } });
  expect(pieces.at(-1)).toMatchObject({ answer: { tokens: { in: 3, out: 90 } } });
});

test.each([
  ["OpenAI ends early", openAi.text("Hi"), openAiHere, "openai.broken_off"],
  ["OpenAI says it failed", openAi.text("Hi") + openAi.error, openAiHere, "openai.broken_off"],
  ["OpenAI talks nonsense", `${openAi.text("Hi")}data: {"choices":\n\n`, openAiHere, "openai.bad_answer"],
  ["Anthropic ends early", anthropic.start(1) + anthropic.text("Hi"), anthropicHere, "anthropic.broken_off"],
  ["Anthropic is overloaded", anthropic.start(1) + anthropic.error, anthropicHere, "anthropic.broken_off"],
  [
    "Anthropic talks nonsense",
    `${anthropic.start(1)}data: {"type":"message_delta"}\n\n`,
    anthropicHere,
    "anthropic.bad_answer",
  ],
])("%s: an error by code, after what came", async (_name, text, model, code) => {
  server.answer(async ({ send, end }) => {
    await send(text);
    end();
  });
  await expect(piecesOf(model())).rejects.toMatchObject({ code });
});

test("leaving early ends the vendor's call", async () => {
  server.answer(async ({ send }) => send(openAi.text("Hi")));
  for await (const piece of openAiHere().stream(request, new AbortController().signal)) {
    expect(piece).toEqual({ text: "Hi" });
    break;
  }
  await server.calls.at(-1)?.closed;
});

test("the offline planner's pieces are its answer, for nothing", async () => {
  const whole = await offlinePlanner.complete(request, new AbortController().signal);
  const pieces = await piecesOf(offlinePlanner);
  expect(textOf(pieces)).toBe(whole.text);
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.at(-1)).toEqual({ answer: { model: "offline planner", tokens: { in: 0, out: 0 }, finish: "stop" } });
});
