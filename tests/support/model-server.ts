import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as the vendor sees it: what was asked, and the means to answer bit by bit. */
export type VendorCall = {
  path: string;
  body: Record<string, unknown>;
  /** Sends bytes as one write; waits while the other side does not read. */
  send: (bytes: string | Uint8Array) => Promise<void>;
  end: () => void;
  /** Breaks the connection in the middle. */
  cut: () => void;
  /** Settles when the caller is gone or the answer over. */
  closed: Promise<unknown>;
};

export type ModelServer = {
  baseUrl: string;
  calls: VendorCall[];
  /** How calls are answered from now on; `status` other than 200 is sent with `body` instead. */
  answer: (script: (call: VendorCall) => Promise<void>) => void;
  refuse: (status: number, body: string) => void;
  close: () => Promise<void>;
};

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

/** A local HTTP server that answers like a language model's vendor, as told. */
export async function modelServer(): Promise<ModelServer> {
  const calls: VendorCall[] = [];
  let script: ((call: VendorCall) => Promise<void>) | null = null;
  let refusal = { status: 500, body: "" };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const closed = once(response, "close");
    const call: VendorCall = {
      path: request.url ?? "",
      body,
      send: async (bytes) => {
        if (response.destroyed) throw new Error("the caller is gone");
        if (response.write(bytes)) return;
        await Promise.race([once(response, "drain"), closed]);
      },
      end: () => void response.end(),
      cut: () => void response.socket?.destroy(),
      closed,
    };
    calls.push(call);
    if (!script) {
      response.writeHead(refusal.status, { "content-type": "application/json" }).end(refusal.body);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    // Writing to a caller that hung up is not an error.
    await script(call).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: (next) => {
      script = next;
    },
    refuse: (status, body) => {
      script = null;
      refusal = { status, body };
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const event = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

/** OpenAI's documented stream: chunks whose `usage` is null, the usage alone at last, `[DONE]`. */
export const openAi = {
  text: (content: string, model = "gpt-4.1-mini-2025-04-14"): string =>
    event({
      id: "c1",
      object: "chat.completion.chunk",
      created: 1,
      model,
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
      usage: null,
    }),
  finish: (reason = "stop"): string =>
    event({
      id: "c1",
      model: "gpt-4.1-mini-2025-04-14",
      choices: [{ index: 0, delta: {}, finish_reason: reason }],
      usage: null,
    }),
  usage: (prompt_tokens: number, completion_tokens: number): string =>
    event({
      id: "c1",
      model: "gpt-4.1-mini-2025-04-14",
      choices: [],
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    }),
  error: event({ error: { message: "The server had an error", type: "server_error", param: null, code: null } }),
  done: "data: [DONE]\n\n",
};

const typed = (type: string, more: object): string => `event: ${type}\n${event({ type, ...more })}`;

/** Anthropic's documented stream: the input at the start, pings between, the output as a sum towards the end. */
export const anthropic = {
  start: (input_tokens: number): string =>
    typed("message_start", {
      message: { id: "m1", model: "claude-haiku-4-5-20251001", content: [], usage: { input_tokens, output_tokens: 1 } },
    }) + typed("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
  text: (text: string): string => typed("content_block_delta", { index: 0, delta: { type: "text_delta", text } }),
  thinking: typed("content_block_delta", { index: 0, delta: { type: "thinking_delta", thinking: "hm" } }),
  ping: typed("ping", {}),
  end: (output_tokens: number, stop_reason = "end_turn"): string =>
    typed("content_block_stop", { index: 0 }) +
    typed("message_delta", { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens } }),
  stop: typed("message_stop", {}),
  error: typed("error", { error: { type: "overloaded_error", message: "Overloaded" } }),
};
