import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { claimPort } from "@/scripts/runtime/ports";

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

test("a taken port is one sentence that names the port and the variable", async () => {
  const taken = await occupy();
  await expect(claimPort({ port: taken, variable: "SIDECAR_PORT" })).rejects.toThrow(
    `Port ${taken} on 127.0.0.1 is already taken: stop the program that uses it, or set SIDECAR_PORT to another port`,
  );
});
