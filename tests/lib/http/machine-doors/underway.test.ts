import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { NodeRequest } from "srvx/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Underway } from "@/lib/http/machine-doors/underway";
import { readBytes } from "@/lib/http/read-json";

const LIMIT = 1_000;
/** More than the buffers of both ends of a connection hold. */
const LARGE = Buffer.alloc(16 * 1024 * 1024, "x");

let server: Server;
beforeAll(async () => {
  const underway = new Underway();
  server = createServer(async (req, res) => {
    const request = new NodeRequest({ req, res });
    underway.follow(server, res);
    underway.readFromSocket(request);
    const status = await readBytes(request, LIMIT).then(
      () => 200,
      () => 413,
    );
    res.writeHead(status, { "content-length": 0 }).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

/** The statuses of the answers on one connection, as far as `count` of them come. */
async function statusesOf(count: number, ...pieces: (string | Buffer)[]): Promise<string[]> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  for (const piece of pieces) socket.write(piece);
  const statuses: string[] = [];
  let said = "";
  for await (const text of socket.setEncoding("utf8") as AsyncIterable<string>) {
    said += text;
    statuses.splice(0, Infinity, ...[...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status = ""]) => status));
    if (statuses.length === count) socket.end();
  }
  return statuses;
}

const SMALL = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}";

test.each<[string, (string | Buffer)[]]>([
  ["in chunks", ["transfer-encoding: chunked\r\n\r\n", `${LARGE.length.toString(16)}\r\n`, LARGE, "\r\n0\r\n\r\n"]],
  ["of a known length", [`content-length: ${LARGE.length}\r\n\r\n`, LARGE]],
])("the request behind a body %s that was too large is answered on the same connection", async (_, body) => {
  const large = ["POST / HTTP/1.1\r\nhost: a\r\n", ...body];
  expect(await statusesOf(3, ...large, SMALL, SMALL)).toEqual(["413", "200", "200"]);
});
