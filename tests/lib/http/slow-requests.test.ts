import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endSlowRequests } from "@/lib/http/slow-requests";

const PATIENCE = { headersMs: 300, bodyMs: 600 };
let server: Server;
beforeAll(async () => {
  endSlowRequests(PATIENCE);
  server = createServer((request, response) => {
    response.flushHeaders();
    request.resume().once("end", () => setTimeout(() => response.end("done"), 1_500));
  });
  server.on("upgrade", (_request, socket) => socket.write("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

type Sender = { socket: Socket; answer: () => string; ended: Promise<number> };

/** Sends a piece of a request every 50 ms, so that the connection is never idle. */
function drip(first: string, piece: string): Sender {
  const startedAt = performance.now();
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  let answer = "";
  socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
  socket.write(first);
  const dripping = setInterval(() => piece && socket.write(piece), 50);
  // A reset is an end, too: `once` would reject with it.
  const ended = new Promise<number>((resolve) => {
    socket.once("close", () => {
      clearInterval(dripping);
      resolve(performance.now() - startedAt);
    });
  });
  return { socket, answer: () => answer, ended };
}

test.each([
  ["without a byte", "", ""],
  ["whose request line never ends", "GET /", "x"],
  ["whose headers never end", "GET / HTTP/1.1\r\nhost: x\r\n", "x-slow: 1\r\n"],
])("a connection %s is ended when the time for headers is over", async (_, first, piece) => {
  const elapsed = await drip(first, piece).ended;
  expect(elapsed).toBeGreaterThan(PATIENCE.headersMs - 50);
});

test.each([
  ["of a known length", "content-length: 1000000", "x"],
  ["in chunks", "transfer-encoding: chunked", "1\r\nx\r\n"],
])("a body %s that drips is ended when the time for it is over", async (_, header, piece) => {
  const elapsed = await drip(`POST / HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`, piece).ended;
  expect(elapsed).toBeGreaterThan(PATIENCE.bodyMs - 50);
});

test("an answer that takes longer than both is not ended", async () => {
  const { answer, ended } = drip("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "");
  await ended;
  expect(answer()).toContain("done");
});

test("a connection that became another protocol's is not ended", async () => {
  const { socket, answer, ended } = drip("GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n", "x");
  setTimeout(() => socket.destroy(), 3 * PATIENCE.bodyMs);
  expect(await ended).toBeGreaterThanOrEqual(3 * PATIENCE.bodyMs);
  expect(answer()).toContain("101");
});
