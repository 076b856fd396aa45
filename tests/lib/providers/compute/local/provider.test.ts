import { createServer, type Server } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { localCompute } from "@/lib/providers/compute/local/provider";
import { takeRestartRequests } from "@/lib/providers/compute/local/restart-requests";

let home: string;
let sidecar: Server;
let sidecarUrl: string;
let answer: { status: number; body: string };
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-local-"));
  answer = { status: 200, body: "{}" };
  sidecar = createServer((_request, response) => void response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => sidecar.listen(0, "127.0.0.1", resolve));
  sidecarUrl = `http://127.0.0.1:${(sidecar.address() as AddressInfo).port}`;
});
afterEach(async () => {
  sidecar.close();
  await rm(home, { recursive: true, force: true });
});

const compute = () => localCompute({ address: "127.0.0.1", sidecarUrl, webhookUrl: "http://127.0.0.1:1", home });
const of = () => ({ instanceId: "local", signal: new AbortController().signal });
const running = (pids: Record<string, number>) =>
  writeFile(join(home, "runtime.json"), JSON.stringify({ url: "http://127.0.0.1:1", pids }));

test("without a running npm start it does not know the machine, and repairs nothing", async () => {
  expect(await compute().inspect(of())).toBe("unknown");
  expect(await compute().intervene({ ...of(), step: "reboot" })).toMatchObject({ accepted: false });
  // No process has this number.
  await running({ supervisor: 4_194_304, sidecar: 1, n8n: 1 });
  expect(await compute().inspect(of())).toBe("unknown");
});

test("a restart is handed to npm start, which takes it once", async () => {
  await running({ supervisor: process.pid, sidecar: 1, n8n: 1 });
  expect(await compute().inspect(of())).toBe("active");
  const restarted: string[] = [];
  const serving = vi.waitFor(
    async () => {
      restarted.push(...(await takeRestartRequests(home)));
      expect(restarted).toEqual(["n8n", "sidecar"]);
    },
    { timeout: 30_000 },
  );
  const ended = await compute().intervene({ ...of(), step: "reboot" });
  await serving;
  expect(ended).toEqual({ accepted: true, evidence: "npm start restarts n8n and sidecar." });
  expect(await takeRestartRequests(home)).toEqual([]);
});

test("an npm start that does not take the request refuses it, and does not find it later", async () => {
  await running({ supervisor: process.pid, sidecar: 1, n8n: 1 });
  const signal = AbortSignal.timeout(300);
  const { accepted, evidence } = await compute().intervene({ instanceId: "local", signal, step: "restart_n8n" });
  expect({ accepted, evidence }).toMatchObject({ accepted: false, evidence: expect.stringContaining("did not take") });
  expect(await takeRestartRequests(home)).toEqual([]);
});

test("an n8n that npm start does not run, and the machine itself, are left to the operator", async () => {
  await running({ supervisor: process.pid, sidecar: 1 });
  expect(await compute().intervene({ ...of(), step: "restart_n8n" })).toMatchObject({ accepted: false });
  expect(await compute().intervene({ ...of(), step: "power_cycle" })).toMatchObject({ accepted: false });
});

test("a sidecar that answers anything answers; one that is gone does not", async () => {
  expect(await compute().probe(of())).toBe(true);
  answer = { status: 500, body: "not JSON" };
  expect(await compute().probe(of())).toBe(true);
  await new Promise((resolve) => sidecar.close(resolve));
  expect(await compute().probe(of())).toBe(false);
});
