import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Fields = Record<string, unknown>;
export type FakeToolCall = { name: string; input: unknown; id?: string };

/** How one request is answered. The first rule that matches and is not used up answers; `times` is once unless said otherwise. */
export type Rule = {
  /** Texts that the named parts of the request must hold; a rule without any matches every request. */
  when?: { system?: string; last?: string; tool_result?: string; schema?: string; calls?: number };
  times?: number;
  text?: string;
  tool_calls?: FakeToolCall[];
  /** The usage that is reported; null reports none. */
  usage?: { in: number; out: number; cached?: number; reasoning?: number } | null;
  finish?: "stop" | "length" | "tool_calls";
  /** Milliseconds before the first byte. */
  delay?: number;
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Destroys the connection after so many bytes of the answer. */
  cut_after_bytes?: number;
  /** Ends in the middle: without a finish and without [DONE]. */
  stops_early?: boolean;
  malformed_sse?: boolean;
  /** Says the whole system text back, as a model that obeys an extraction does. */
  echo_system?: boolean;
  /** Sends the words one by one and goes on until the reader is gone. */
  endless?: boolean;
  /** Milliseconds between the pieces of a streamed answer. */
  pace?: number;
};

export type FakeRequest = { at: number; body: Fields; authorization: string | undefined };

export type FakeOpenAi = {
  /** For OPENAI_BASE_URL. */
  baseUrl: string;
  requests: FakeRequest[];
  /** Requests that no rule matched, each with the reasons; a test that ends with any is wrong. */
  unmatched: string[];
  /** Connections that the other side ended before the answer was whole. */
  hungUp: () => number;
  script: (rules: Rule[]) => void;
  close: () => Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}") as Fields;
}

type Message = { role: string; content: unknown };
const messagesOf = (body: Fields): Message[] => (Array.isArray(body.messages) ? (body.messages as Message[]) : []);
const textOf = ({ content }: Message): string =>
  typeof content === "string" ? content : JSON.stringify(content ?? "");
const joined = (body: Fields, role: string): string =>
  messagesOf(body)
    .filter((message) => message.role === role)
    .map(textOf)
    .join("\n");
const schemaNameOf = ({ response_format }: Fields): string =>
  (response_format as { json_schema?: { name?: string } } | undefined)?.json_schema?.name ?? "";

/** Why a rule does not match; null when it does. */
function whyNot({ when = {} }: Rule, body: Fields): string | null {
  const seen = {
    system: joined(body, "system"),
    last: textOf(messagesOf(body).findLast(({ role }) => role === "user") ?? { role: "user", content: "" }),
    tool_result: joined(body, "tool"),
    schema: schemaNameOf(body),
  };
  for (const part of ["system", "last", "tool_result", "schema"] as const) {
    const wanted = when[part];
    if (wanted !== undefined && !seen[part].includes(wanted))
      return `${part} does not hold ${JSON.stringify(wanted)}; it is ${JSON.stringify(seen[part].slice(0, 300))}`;
  }
  const calls = messagesOf(body).filter(({ role }) => role === "tool").length;
  return when.calls !== undefined && when.calls !== calls ? `${calls} tools were used, not ${when.calls}` : null;
}

const usageOf = ({ usage = { in: 100, out: 10 } }: Rule): Fields | null =>
  usage && {
    prompt_tokens: usage.in,
    completion_tokens: usage.out,
    total_tokens: usage.in + usage.out,
    ...(usage.cached !== undefined && { prompt_tokens_details: { cached_tokens: usage.cached } }),
    ...(usage.reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: usage.reasoning } }),
  };

const event = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

function framesOf(rule: Rule, body: Fields, text: string): string[] {
  const head = { id: "chatcmpl-fake", object: "chat.completion.chunk", created: 1, model: body.model };
  const delta = (more: object, finish_reason: string | null = null): string =>
    event({ ...head, choices: [{ index: 0, delta: more, finish_reason }] });
  const calls = (rule.tool_calls ?? []).map(({ name, input, id }, index) =>
    delta({
      tool_calls: [
        {
          index,
          id: id ?? `call_${messagesOf(body).length}_${index}`,
          type: "function",
          function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
        },
      ],
    }),
  );
  const words = [...text.matchAll(/\s*\S+\s*$|\s*\S+/gu)].map(([content]) => delta({ content }));
  const begun = [delta({ role: "assistant", content: "" }), ...words, ...calls];
  if (rule.malformed_sse) return [...begun, "data: {not json\n\n", "data: [DONE]\n\n"];
  if (rule.stops_early) return begun;
  const usage = usageOf(rule);
  return [
    ...begun,
    delta({}, rule.finish ?? (calls.length > 0 ? "tool_calls" : "stop")),
    ...(usage ? [event({ ...head, choices: [], usage })] : []),
    "data: [DONE]\n\n",
  ];
}

function wholeOf(rule: Rule, body: Fields, text: string): string {
  const tool_calls = (rule.tool_calls ?? []).map(({ name, input, id }, index) => ({
    id: id ?? `call_${messagesOf(body).length}_${index}`,
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  }));
  const message = { role: "assistant", content: text, ...(tool_calls.length > 0 && { tool_calls }) };
  const finish_reason = rule.finish ?? (tool_calls.length > 0 ? "tool_calls" : "stop");
  return JSON.stringify({
    id: "chatcmpl-fake",
    object: "chat.completion",
    created: 1,
    model: body.model,
    choices: [{ index: 0, message, finish_reason }],
    usage: usageOf(rule) ?? undefined,
  });
}

async function send(response: ServerResponse, rule: Rule, body: Fields): Promise<void> {
  const text = rule.echo_system ? joined(body, "system") : (rule.text ?? "");
  if (rule.delay) await new Promise((resolve) => setTimeout(resolve, rule.delay));
  if (rule.status !== undefined && rule.status !== 200) {
    const message = rule.body ?? JSON.stringify({ error: { message: `status ${rule.status}`, type: "server_error" } });
    response.writeHead(rule.status, { "content-type": "application/json", ...rule.headers }).end(message);
    return;
  }
  if (body.stream !== true) {
    response.writeHead(200, { "content-type": "application/json" }).end(wholeOf(rule, body, text));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream", ...rule.headers });
  const frames = framesOf(rule, body, text);
  let sent = 0;
  for (let index = 0; rule.endless || index < frames.length; index++) {
    if (response.destroyed) return;
    const frame = frames[Math.min(index, rule.endless ? 1 : frames.length)] ?? "";
    const room = (rule.cut_after_bytes ?? Number.POSITIVE_INFINITY) - sent;
    sent += Buffer.byteLength(frame);
    response.write(frame.slice(0, Math.max(0, room)));
    await new Promise((resolve) => (rule.pace ? setTimeout(resolve, rule.pace) : setImmediate(resolve)));
    if (sent > (rule.cut_after_bytes ?? Number.POSITIVE_INFINITY)) return void response.socket?.destroy();
  }
  response.end();
}

const refuse = (response: ServerResponse, status: number, message: string): void =>
  void response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ error: { message, type: "fake_server" } }));

/**
 * OpenAI's chat completions on loopback, by script: it answers a request as the first rule that matches says and nothing else. A request
 * without a rule is answered 500 with the reasons. It is scripted by `script` or, from another process, by POST /__script.
 */
export async function fakeOpenAi(): Promise<FakeOpenAi> {
  const requests: FakeRequest[] = [];
  const unmatched: string[] = [];
  let rules: (Rule & { left: number })[] = [];
  let hungUp = 0;
  const script = (next: Rule[]): void => {
    rules = next.map((rule) => ({ ...rule, left: rule.times ?? 1 }));
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path.endsWith("/models"))
      return void response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ object: "list", data: [{ id: "fake", object: "model" }] }));
    const body = await bodyOf(request);
    if (path.endsWith("/__script")) return (script(body.rules as Rule[]), refuse(response, 200, "scripted"));
    if (path.endsWith("/__requests")) return void response.writeHead(200).end(JSON.stringify(requests));
    if (!path.endsWith("/chat/completions")) return refuse(response, 404, `There is no ${path}.`);
    requests.push({ at: Date.now(), body, authorization: request.headers.authorization });
    response.on("close", () => {
      if (!response.writableFinished) hungUp += 1;
    });
    const reasons: string[] = [];
    for (const [index, rule] of rules.entries()) {
      const reason = rule.left <= 0 ? "is used up" : whyNot(rule, body);
      if (reason === null) {
        rule.left -= 1;
        return send(response, rule, body);
      }
      reasons.push(`rule ${index}: ${reason}`);
    }
    const diff = `No rule matches. ${reasons.join("; ") || "There are no rules."}`;
    unmatched.push(diff);
    refuse(response, 500, diff);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    unmatched,
    hungUp: () => hungUp,
    script,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
