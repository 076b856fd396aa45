import { afterEach, expect, test, vi } from "vitest";
import type { ComputeProvider } from "@/lib/providers/compute/port";

/** The provider of a process that was started with these variables. */
async function computeWith(variables: Record<string, string>): Promise<ComputeProvider> {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere");
  vi.stubEnv("ENCRYPTION_MASTER_KEY", "0".repeat(64));
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { selectCompute } = await import("@/lib/providers/compute/select");
  return selectCompute();
}

afterEach(() => void vi.unstubAllEnvs());

const SIDECAR = { LOCAL_SIDECAR_URL: "http://127.0.0.1:3100", SIDECAR_SIGNING_KEY: "key" };
const request = { workspaceId: "w", signal: new AbortController().signal };

test("on one's own machine every workspace gets the n8n and sidecar of this machine, each time the same", async () => {
  const compute = await computeWith(SIDECAR);
  const instance = { id: "local", address: "127.0.0.1", sidecarUrl: "http://127.0.0.1:3100" };
  expect(await compute.provision(request)).toEqual({ ...instance, webhookUrl: "http://127.0.0.1:5678" });
  expect(await compute.provision(request)).toMatchObject(instance);
  await expect(compute.terminate({ instanceId: "local", signal: request.signal })).resolves.toBeUndefined();
});

test("n8n's address is the configured one", async () => {
  const compute = await computeWith({ ...SIDECAR, N8N_URL: "http://127.0.0.1:9999" });
  expect(await compute.provision(request)).toMatchObject({ webhookUrl: "http://127.0.0.1:9999" });
});

test("without a sidecar, and without LOCAL_MODE, it says what to set", async () => {
  await expect(computeWith({})).rejects.toMatchObject({ kind: "impossible", code: "sidecar.not_configured" });
  await expect(computeWith({ ...SIDECAR, LOCAL_MODE: "false" })).rejects.toMatchObject({
    kind: "impossible",
    code: "compute.unavailable",
    message: expect.stringContaining("LOCAL_MODE=true"),
  });
});
