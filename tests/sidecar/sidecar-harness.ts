import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnv } from "@/sidecar/src/env";
import { sidecarApp } from "@/sidecar/src/server";
import { openStore } from "@/sidecar/src/store";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
export const SIGNING_KEY_PEM = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const VERIFY_KEY_PEM = publicKey.export({ type: "spki", format: "pem" }).toString();

export type RunningSidecar = { url: string; dataDir: string; stop(): Promise<void> };
type Options = { n8nUrl: string; owner?: { email: string; password: string }; dataDir?: string; freezeDir?: string };

/** A real sidecar on a free port. Stopping keeps `dataDir`, so that a second one can be started on it. */
export async function startSidecar({
  n8nUrl,
  owner,
  dataDir = temporaryDir(),
  freezeDir,
}: Options): Promise<RunningSidecar> {
  const access = owner
    ? { N8N_OWNER_EMAIL: owner.email, N8N_OWNER_PASSWORD: owner.password }
    : { N8N_API_KEY: "given-key" };
  const env = readEnv({
    SIDECAR_VERIFY_KEY: VERIFY_KEY_PEM,
    SIDECAR_DATA_DIR: dataDir,
    SIDECAR_FREEZE_DIR: freezeDir,
    N8N_URL: n8nUrl,
    ...access,
  });
  const store = openStore(dataDir);
  const { url, stop } = await listen(await sidecarApp(env, store));
  return { url, dataDir, stop: () => stop().then(() => store.close()) };
}

export async function listen(handler: RequestListener): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(handler);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
}

export function temporaryDir(): string {
  return mkdtempSync(join(tmpdir(), "greenlight-sidecar-"));
}

export function removeDir(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
