import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DOORS } from "@/app/api/doors";
import { answerInFront } from "@/lib/http/machine-doors/in-front";

const COMPANY = "/api/projects/0b0e7b0e-0000-4000-8000-000000000000";
const BEHIND = 299;

let server: Server;
let upgrades = 0;
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://none@127.0.0.1:1/none";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.LOG_LEVEL = "silent";
  await answerInFront(DOORS, (_request, _response, otherwise) => otherwise());
  server = createServer((_request, response) => response.writeHead(BEHIND).end());
  server.on("upgrade", (_request, socket) => {
    upgrades += 1;
    socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

const port = (): number => (server.address() as AddressInfo).port;

/** By Node's own client, because `fetch` would tidy the address. */
async function statusOf(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const sent = request({ host: "127.0.0.1", port: port(), method, path, headers });
  sent.end();
  const [response] = (await once(sent, "response")) as [{ statusCode: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

test.each<[string, string, number, Record<string, string>?]>([
  ["POST", "/api/events", 401],
  ["POST", "/api/events?a=1", 401],
  ["POST", "/api/cost-events", 401],
  ["POST", "/api/engine/claims/0b0e7b0e-0000-4000-8000-000000000000/confirm", 401],
  ["POST", "/api/llm/v1/chat/completions", 401],
  ["OPTIONS", `${COMPANY}/analytics/events`, 204, { "x-project-key": "gpk_1" }],
])("%s %s is answered in front", async (method, path, status, headers) => {
  expect(await statusOf(method, path, headers)).toBe(status);
});

test.each([
  ["GET", "/api/events"],
  ["HEAD", "/api/health"],
  ["POST", "/api/events/"],
  ["POST", "//api/events"],
  ["POST", "/api/%65vents"],
  ["POST", "/api/x/../events"],
  ["POST", "/API/events"],
  ["POST", "/api/engine/claims/a%2Fb/confirm"],
  ["POST", "http://127.0.0.1/api/events"],
  ["POST", "/api/projects"],
  ["POST", "/"],
  // A person who reports by hand has a session, which Next reads.
  ["POST", `${COMPANY}/analytics/events`],
  ["POST", `${COMPANY}/payments/events`],
])("%s %s is left to the server behind", async (method, path) => {
  expect(await statusOf(method, path)).toBe(BEHIND);
});

test("upgrades of a connection reach the server behind", async () => {
  const socket = connect(port(), "127.0.0.1");
  socket.write("GET /_next/hmr HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect([String(answer).slice(0, 12), upgrades]).toEqual(["HTTP/1.1 101", 1]);
});

test("a host that is none is no reason to fail", async () => {
  expect(await statusOf("POST", "/api/events", { host: "a/b c" })).toBe(401);
});
