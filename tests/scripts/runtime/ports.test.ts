import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { claimPort, ephemeralRange, isEphemeral, steadyPort } from "@/scripts/runtime/ports";

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function occupy(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

test("0 is any free port, the remembered one when it is free", async () => {
  const port = await claimPort({ port: 0, variable: "PORT" });
  expect(port).toBeGreaterThan(1023);
  expect(await claimPort({ port: 0, variable: "PORT", remembered: port })).toBe(port);
  const taken = await occupy();
  expect(await claimPort({ port: 0, variable: "PORT", remembered: taken })).not.toBe(taken);
});

test("a port that an outgoing connection may take is neither chosen nor kept", async () => {
  const range = ephemeralRange();
  for (let tried = 0; tried < 20; tried += 1) expect(isEphemeral(await steadyPort(), range)).toBe(false);
  const kept = await claimPort({ port: 0, variable: "PORT", remembered: range.last });
  expect(isEphemeral(kept)).toBe(false);
});

test.each([
  [{ first: 1_024, last: 50_000 }, 50_001, 65_535],
  [{ first: 15_000, last: 65_535 }, 10_000, 14_999],
  [{ first: 1_024, last: 65_535 }, 1_024, 65_535],
])("where the kernel uses %o, the port lies in %i to %i", async (range, from, to) => {
  const port = await steadyPort("127.0.0.1", range);
  expect(port).toBeGreaterThanOrEqual(from);
  expect(port).toBeLessThanOrEqual(to);
});

test("a system that does not say its range has the usual one", () => {
  expect(ephemeralRange("/nonexistent")).toEqual({ first: 32_768, last: 60_999 });
});

test("a taken port is one sentence that names the port and the variable", async () => {
  const taken = await occupy();
  await expect(claimPort({ port: taken, variable: "SIDECAR_PORT" })).rejects.toThrow(
    `Port ${taken} on 127.0.0.1 is already taken: stop the program that uses it, or set SIDECAR_PORT to another port`,
  );
});
