import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { POST as askModel } from "@/app/api/runtime/llm/v1/chat/completions/route";
import { POST as takeOrder } from "@/app/api/runtime/orders/route";

export type Gateway = {
  url: string;
  /** The requests of runtimes, in order, with the status of each answer. */
  asked: { token: string; body: string; status: number }[];
  /** Runs before an order is taken. */
  before: () => Promise<void>;
  close(): Promise<void>;
};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Greenlight's gateway for companies' runtimes, by its true routes, on a port of its own. */
export async function openGateway(): Promise<Gateway> {
  const server: Server = createServer((request, response) => {
    void answer(request).then(({ status, text }) => response.writeHead(status).end(text));
  });
  const gateway: Gateway = {
    url: "",
    asked: [],
    before: async () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  async function answer(request: IncomingMessage): Promise<{ status: number; text: string }> {
    const body = await textOf(request);
    await gateway.before();
    const { authorization = "", "content-type": type = "" } = request.headers;
    const asked = new Request(new URL(request.url ?? "/", "http://127.0.0.1"), {
      method: "POST",
      headers: { authorization, "content-type": type },
      body,
    });
    const answered = await (request.url?.endsWith("/chat/completions") ? askModel : takeOrder)(asked, {});
    gateway.asked.push({ token: authorization, body, status: answered.status });
    return { status: answered.status, text: await answered.text() };
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return gateway;
}
