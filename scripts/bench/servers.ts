import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { appEnvironment } from "../runtime/app-environment";
import { startChild } from "../runtime/child";
import { requireDiskSpace } from "../runtime/disk-space";
import { openHome } from "../runtime/home";
import { ensureKeys } from "../runtime/keys";
import { migrate } from "../runtime/migrate";
import { buildIfStale, startApp } from "../runtime/next-app";
import { steadyPort } from "../runtime/ports";
import { startPostgres } from "../runtime/postgres";
import { step } from "../runtime/progress";
import { parseSettings } from "../runtime/settings";
import { onStopSignal } from "../runtime/stop-signals";

export type Servers = {
  /** The application as `npm start` runs it: a production build of Next. */
  appUrl: string;
  /** The process of `npm run ingest`. */
  ingestUrl: string;
  databaseUrl: string;
  admin: Client;
  stop(): Promise<void>;
};

const HOST = "127.0.0.1";

/** Postgres, the application and the ingestion process in a home that is thrown away; sets the environment the domains read. */
export async function startServers({ megabytes }: { megabytes: number }): Promise<Servers> {
  const home = await openHome(await mkdtemp(join(tmpdir(), "greenlight-bench-")));
  // As root, Postgres runs as its own user and must reach its folder.
  await chmod(home, 0o711);
  const stops: (() => Promise<void>)[] = [() => rm(home, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  onStopSignal(() => void stop().finally(() => process.exit(130)));
  try {
    await requireDiskSpace({ folder: home, megabytes, what: "this benchmark", variable: "TMPDIR" });
    const postgres = await step("Postgres", () => startPostgres({ home }));
    stops.push(postgres.stop);
    await step("Migrations", () => migrate(postgres.databaseUrl));
    const port = await steadyPort();
    const env = await environment(home, postgres.databaseUrl, port);
    Object.assign(process.env, env);
    const { signal } = new AbortController();
    await step("Building the application", ({ update }) => buildIfStale({ home, env, signal, onProgress: update }));
    const app = await step("Application", () => startApp({ home, host: HOST, port, env, dev: false, signal }));
    stops.push(app.stop);
    const ingest = await step("Ingestion process", () => startIngest(home, env));
    stops.push(ingest.stop);
    const admin = new Client({ connectionString: postgres.adminUrl.replace(/\/postgres$/, "/greenlight") });
    await admin.connect();
    stops.push(() => admin.end());
    const { databaseUrl } = postgres;
    return { appUrl: `http://${HOST}:${port}`, ingestUrl: ingest.url, databaseUrl, admin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Environment = Record<string, string | undefined>;

async function environment(home: string, databaseUrl: string, port: number): Promise<Environment> {
  const settings = parseSettings({ PORT: String(port), HOST, N8N_MODE: "off" });
  const mailbox = { host: HOST, port: 9, outboxDir: join(home, "outbox") };
  const addresses = { home, databaseUrl, sidecarUrl: null, n8nUrl: null, mailbox };
  const env = appEnvironment(settings, await ensureKeys(home), addresses);
  // Jobs are a worker's: it would take its share of the processors whenever it likes.
  return { ...env, NODE_ENV: "production", WORKER_MODE: "off", LOG_LEVEL: "warn" };
}

async function startIngest(home: string, env: Environment): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await steadyPort();
  const url = `http://${HOST}:${port}`;
  const { stop } = await startChild({
    name: "ingestion process",
    home,
    args: ["--import", "tsx", "scripts/ingest.ts", "--port", String(port)],
    env,
    logFile: join(home, "logs", "ingest.log"),
    readyUrl: `${url}/api/health`,
    readyWithinMs: 60_000,
    graceMs: 30_000,
    signal: new AbortController().signal,
  });
  return { url, stop };
}
