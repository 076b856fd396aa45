import { once } from "node:events";
import { createServer, METHODS, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseUnknownMethods } from "@/lib/http/known-methods";

const TAKEN = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
let server: Server;
beforeAll(async () => {
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
  refuseUnknownMethods();
  server = createServer((_request, response) => response.end("behind"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

async function answerTo(request: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
  // A server that closes while its answer is read may reset the connection.
  socket.on("error", () => undefined);
  socket.write(request);
  await new Promise((resolve) => socket.once("close", resolve));
  return answer;
}
const ask = (method: string, path = "/"): Promise<string> =>
  answerTo(`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);

test.each(TAKEN)("%s reaches what is behind", async (method) => {
  expect(await ask(method)).toMatch(/^HTTP\/1\.1 200/);
});

// Node ends a connection that asks for a tunnel (CONNECT) by itself.
const OTHERS = [...METHODS.filter((method) => !TAKEN.includes(method) && method !== "CONNECT"), "FOO", "get", "TRACK"];
test.each(OTHERS)("%s is refused with 405, on every path, and named as a method", async (method) => {
  for (const path of ["/", "/api/health", "/api/nowhere", "/sign-in"]) {
    const answer = await ask(method, path);
    expect(answer).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(answer).toContain(`allow: ${TAKEN.join(", ")}`);
    expect(JSON.parse(answer.slice(answer.indexOf("{")))).toMatchObject({ code: "method.not_allowed" });
  }
});

test("other unreadable requests are answered as before", async () => {
  expect(await answerTo("GET / HTTP/9\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  expect(await answerTo(`GET / HTTP/1.1\r\nx: ${"x".repeat(100_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});
