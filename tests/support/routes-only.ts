import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appEnvironment } from "@/scripts/runtime/app-environment";
import { openHome } from "@/scripts/runtime/home";
import { ensureKeys } from "@/scripts/runtime/keys";
import { startApp } from "@/scripts/runtime/next-app";
import { steadyPort } from "@/scripts/runtime/ports";
import type { RuntimeFile } from "@/scripts/runtime/runtime-file";
import { parseSettings } from "@/scripts/runtime/settings";

const HOST = "127.0.0.1";

/** The application as Vercel runs it, beside the product and on its database: every request goes through Next to its route. */
export async function startRoutesOnly(
  productHome: string,
  { databaseUrl }: Pick<RuntimeFile, "databaseUrl">,
): Promise<{ url: string; stop(): Promise<void> }> {
  const home = await openHome(await mkdtemp(join(tmpdir(), `greenlight-routes-${randomUUID().slice(0, 8)}-`)));
  const port = await steadyPort();
  const settings = parseSettings({ PORT: String(port), HOST, N8N_MODE: "off" });
  const mailbox = { host: HOST, port: 9, outboxDir: join(home, "outbox") };
  const addresses = { home, databaseUrl, sidecarUrl: null, n8nUrl: null, mailbox };
  const env = appEnvironment(settings, await ensureKeys(productHome), addresses);
  const app = await startApp({
    home,
    host: HOST,
    port,
    env: { ...env, VERCEL: "1", WORKER_MODE: "off" },
    dev: false,
    signal: new AbortController().signal,
  });
  return {
    url: `http://${HOST}:${port}`,
    stop: async () => {
      await app.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
