import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { POST as askModel } from "@/app/api/runtime/llm/v1/chat/completions/route";
import { POST as takeOrder } from "@/app/api/runtime/orders/route";

/** Answers a request by its route, also again; whether that was a success. */
export type Ask = () => Promise<boolean>;

export type Gateway = {
  url: string;
  /** The requests of runtimes, in order, with the status of each answer. */
  asked: { token: string; body: string; status: number }[];
  /** Runs before an order is taken. */
  before: () => Promise<void>;
  /** Has a request answered; false: nobody hears the answer. */
  around: (ask: Ask) => Promise<boolean>;
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
    void answer(request).then((answered) =>
      answered === null ? response.destroy() : response.writeHead(answered.status).end(answered.text),
    );
  });
  const gateway: Gateway = {
    url: "",
    asked: [],
    before: async () => undefined,
    around: async (ask) => {
      await gateway.before();
      await ask();
      return true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  async function answer(request: IncomingMessage): Promise<{ status: number; text: string } | null> {
    const body = await textOf(request);
    const { authorization = "", "content-type": type = "" } = request.headers;
    const route = request.url?.endsWith("/chat/completions") ? askModel : takeOrder;
    const heard: { status: number; text: string }[] = [];
    const isHeard = await gateway.around(async () => {
      const asked = new Request(new URL(request.url ?? "/", "http://127.0.0.1"), {
        method: "POST",
        headers: { authorization, "content-type": type },
        body,
      });
      const answered = await route(asked, {});
      gateway.asked.push({ token: authorization, body, status: answered.status });
      heard.push({ status: answered.status, text: await answered.text() });
      return answered.ok;
    });
    return isHeard ? (heard[0] ?? null) : null;
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  gateway.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return gateway;
}
