import { createServer, request as ask } from "node:http";
import { listenOnAnyPort } from "../support/json-server";

export type CountingProxy = {
  url: string;
  /** Every request, like `GET /api/v1/workflows`, without its query, in the order they came. */
  asked: string[];
  stop(): Promise<void>;
};

/** Passes everything on to an n8n, and remembers what was asked. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port, host } = new URL(target);
  const asked: string[] = [];
  const server = createServer((incoming, answer) => {
    asked.push(`${incoming.method ?? ""} ${(incoming.url ?? "").split("?")[0] ?? ""}`);
    const outgoing = ask({
      hostname,
      port,
      path: incoming.url,
      method: incoming.method,
      headers: { ...incoming.headers, host },
    });
    outgoing.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on("error", () => answer.destroy());
    incoming.pipe(outgoing);
  });
  const url = await listenOnAnyPort(server);
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url, asked, stop };
}
