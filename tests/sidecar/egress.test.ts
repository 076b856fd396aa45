import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { expect, test, vi } from "vitest";
import { Handshake } from "@/lib/contracts/instance";
import { reaches, tryWaysOut } from "@/sidecar/src/egress";
import { startHeartbeat } from "@/sidecar/src/heartbeat";

const signal = new AbortController().signal;

test("a port at which something listens is reached, and one that is closed or that no one waits for is not", async () => {
  const server = createServer((socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await reaches("127.0.0.1", port, signal)).toBe(true);
  expect(await reaches("127.0.0.1", port, AbortSignal.abort())).toBe(false);
  server.close();
  await once(server, "close");
  expect(await reaches("127.0.0.1", port, signal)).toBe(false);
});

test("each port is tried once, and a machine that reaches none does not know", async () => {
  const tried: number[] = [];
  const mailBlocked = async (_host: string, port: number): Promise<boolean> => {
    tried.push(port);
    return ![25, 465, 587].includes(port);
  };
  expect(await tryWaysOut(signal, mailBlocked)).toEqual({
    "25": false,
    "443": true,
    "465": false,
    "587": false,
    "993": true,
    "2525": true,
    "5432": true,
  });
  expect(tried.toSorted((a, b) => a - b)).toEqual([25, 443, 465, 587, 993, 2525, 5432]);
  expect(await tryWaysOut(signal, async () => false)).toBeNull();
});

/** The packets that a machine sends at its start, until its first measures. */
async function packetsOf(egress: { "25": boolean } | null): Promise<{ path: string; body: object }[]> {
  const packets: { path: string; body: object }[] = [];
  const client = { post: async (path: string, body: object) => packets.push({ path, body }) > 0 };
  const isReady = async (): Promise<boolean> => true;
  const heart = startHeartbeat({ client, boot: 1, folder: tmpdir(), isReady, tryWaysOut: async () => egress });
  await vi.waitFor(() => expect(packets.map(({ path }) => path)).toContain("/api/sidecar/heartbeat"), 30_000);
  await heart.stop();
  return packets;
}

test("a machine says that it lives before it has tried its ways out, and reports them in a later packet of the same life", async () => {
  const [first, second] = (await packetsOf({ "25": false })).map(({ body }) => Handshake.parse(body));
  expect(first).toMatchObject({ counter: 0 });
  expect(first).not.toHaveProperty("egress");
  expect(second).toMatchObject({ boot_id: first?.boot_id, counter: 1, egress: { "25": false } });
});

test("a machine that does not know says nothing of ports", async () => {
  const packets = await packetsOf(null);
  expect(packets.filter(({ body }) => "egress" in body)).toEqual([]);
  expect(packets.filter(({ path }) => path === "/api/sidecar/handshake")).toHaveLength(1);
});
