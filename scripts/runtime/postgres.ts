import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { claimStablePort } from "./claimed-ports";
import { ensureSecret, openHome } from "./home";
import { postgresBinaries, postgresOwner, type PostgresVersion } from "./postgres-binaries";
import { dataFolder, exitOf, initialiseCluster, lastLine, launch, stopOrphan, type Cluster } from "./postgres-cluster";
import { ensureDatabase, prepareApplicationDatabase, prepareRoles } from "./postgres-databases";

export type DatabaseAccess = { host: string; port: number; database: string; user: string; password: string };
export type PostgresOptions = { home: string; port?: number; tuned?: boolean; version?: PostgresVersion };
export type RunningPostgres = {
  /** The application's own connection: role `postgres`, database `greenlight`. */
  databaseUrl: string;
  /** The superuser's connection, database `postgres`. Never given to the application. */
  adminUrl: string;
  n8nDatabase: DatabaseAccess;
  port: number;
  pid: number;
  /** Resolves when the server ended for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

const HOST = "127.0.0.1";
const SETTINGS = [
  "unix_socket_directories=",
  "max_connections=200",
  "timezone=UTC",
  "log_timezone=UTC",
  "password_encryption=scram-sha-256",
];
const FAST = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "autovacuum_naptime=10min",
  "max_wal_size=1GB",
];

/**
 * Postgres (17 unless another version is asked for) on loopback with its data in the home, prepared as a hosted Supabase is. Port 0 means any free one, the same at
 * every start when possible. `tuned` trades safety against power loss for speed: for tests only.
 */
export async function startPostgres({
  home: path,
  port = 0,
  tuned = false,
  version = 17,
}: PostgresOptions): Promise<RunningPostgres> {
  const home = await openHome(path);
  const owner = postgresOwner();
  const cluster: Cluster = {
    dataDir: await dataFolder(home, owner),
    binaries: await postgresBinaries(owner, version),
    owner,
    password: await ensureSecret(home, "postgres-admin"),
    tuned,
    logFile: join(home, "logs", "postgres.log"),
  };
  const passwords = { postgres: await ensureSecret(home, "postgres"), n8n: await ensureSecret(home, "postgres-n8n") };
  await initialiseCluster(cluster);
  await stopOrphan(cluster.dataDir);

  const chosen = await claimStablePort(home, { name: "postgres", port, variable: "the Postgres port" });

  const url = (user: string, password: string, database: string): string =>
    `postgresql://${user}:${password}@${HOST}:${chosen}/${database}`;
  const adminUrl = url("supabase_admin", cluster.password, "postgres");
  const child = await startServer(cluster, chosen, adminUrl);
  const exited = exitOf(child).then(() => undefined);
  const stop = (): Promise<void> => stopServer(child);
  try {
    await prepareRoles(adminUrl, passwords);
    await prepareApplicationDatabase(adminUrl, "greenlight");
    await ensureDatabase(adminUrl, "n8n", "n8n");
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    databaseUrl: url("postgres", passwords.postgres, "greenlight"),
    adminUrl,
    n8nDatabase: { host: HOST, port: chosen, database: "n8n", user: "n8n", password: passwords.n8n },
    port: chosen,
    pid: child.pid ?? 0,
    exited,
    stop,
  };
}

/**
 * Tries again a few times: the children of a server that was killed hold its memory for a moment, and a server that a killed start
 * had just begun says where it is only now.
 */
async function startServer(cluster: Cluster, port: number, adminUrl: string): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const child = launchServer(cluster, port);
    if (await becomesReady(child, adminUrl)) return child;
    const reason = await lastLine(cluster.logFile);
    if (attempt === 5 || !/shared memory|lock file|TCP\/IP socket|could not bind/.test(reason)) {
      throw new Error(`Postgres did not start: ${reason} (log: ${cluster.logFile})`);
    }
    await delay(attempt * 500);
    await stopOrphan(cluster.dataDir);
  }
}

function launchServer({ binaries, dataDir, owner, logFile, tuned }: Cluster, port: number): ChildProcess {
  const settings = [`listen_addresses=${HOST}`, `port=${port}`, ...SETTINGS, ...(tuned ? FAST : [])];
  return launch(binaries.postgres, ["-D", dataDir, ...settings.flatMap((setting) => ["-c", setting])], {
    owner,
    logFile,
  });
}

/** False when the server ended before it answered. Recovery after a crash may take its time. */
async function becomesReady(child: ChildProcess, adminUrl: string): Promise<boolean> {
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  while (!ended) {
    if (await answers(adminUrl)) return true;
    await delay(50);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown: running transactions are rolled back, everything committed is on disk. */
async function stopServer(child: ChildProcess): Promise<void> {
  const exited = exitOf(child);
  child.kill("SIGINT");
  const impatient = setTimeout(() => child.kill("SIGQUIT"), 20_000);
  await exited;
  clearTimeout(impatient);
}
