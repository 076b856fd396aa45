import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readEnv } from "@/sidecar/src/env";
import { removeDir, temporaryDir } from "./sidecar-harness";

const ROOT = join(import.meta.dirname, "../..");
const dataDir = temporaryDir();
afterEach(() => removeDir(dataDir));

const env = {
  PATH: process.env.PATH,
  SIDECAR_PORT: "0",
  SIDECAR_DATA_DIR: dataDir,
  SIDECAR_VERIFY_KEY: generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString(),
  N8N_URL: "http://127.0.0.1:1/",
  N8N_API_KEY: "key",
};

function start(environment: Record<string, string | undefined>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "sidecar/src/main.ts"], {
    cwd: ROOT,
    env: environment as NodeJS.ProcessEnv,
  });
}

describe("the sidecar's process", () => {
  test("says where it listens, answers without n8n, and ends cleanly on SIGTERM", async () => {
    const sidecar = start(env);
    const [line] = await once(sidecar.stdout ?? sidecar, "data");
    const { url }: { url: string } = JSON.parse(String(line));
    const health = await fetch(`${url}/api/health`);
    expect(await health.json()).toMatchObject({ status: "degraded", n8n: { healthy: false, version: null } });
    sidecar.kill("SIGTERM");
    expect(await once(sidecar, "exit")).toEqual([0, null]);
  });

  test("names the variable that is missing and does not start", async () => {
    const sidecar = start({ ...env, SIDECAR_VERIFY_KEY: undefined });
    let said = "";
    sidecar.stderr?.on("data", (chunk) => (said += String(chunk)));
    const [code] = await once(sidecar, "close");
    expect(code).not.toBe(0);
    expect(said).toContain("SIDECAR_VERIFY_KEY");
  });
});

describe("readEnv", () => {
  test("needs a key of n8n or its owner's login, whole", () => {
    expect(readEnv(env).N8N_URL).toBe("http://127.0.0.1:1");
    const withoutKey = { ...env, N8N_API_KEY: "" };
    expect(() => readEnv({ ...withoutKey, N8N_OWNER_EMAIL: "a@b.c" })).toThrow("N8N_OWNER_PASSWORD");
    expect(readEnv({ ...withoutKey, N8N_OWNER_EMAIL: "a@b.c", N8N_OWNER_PASSWORD: "p" }).N8N_OWNER_EMAIL).toBe("a@b.c");
  });
});
