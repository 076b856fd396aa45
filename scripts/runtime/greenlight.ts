import { isLocalMode } from "@/lib/platform/env";
import { join } from "node:path";
import { changedAddresses, holdRuns, releaseRuns } from "./addresses";
import { addressOf, appEnvironment, requireSafeIdentity, type Addresses } from "./app-environment";
import { claimStablePort } from "./claimed-ports";
import { ensureDemoCompany } from "./demo-company";
import { requireDiskSpace } from "./disk-space";
import { ensureKeys, type Keys } from "./keys";
import { migrate } from "./migrate";
import { ensureN8nInstalled, startN8n } from "./n8n";
import { installedN8nVersion } from "./n8n-install";
import { buildIfStale, startApp } from "./next-app";
import { startPostgres, type DatabaseAccess, type RunningPostgres } from "./postgres";
import { say, step } from "./progress";
import { serveRestarts } from "./restart-requests";
import { rewriteEngine } from "./rewrite-engine";
import { updatePids, writeRuntimeFile } from "./runtime-file";
import { sealingKeyIds } from "./sealing-keys";
import type { Settings } from "./settings";
import { eventLogOf, freezeDirOf, startSidecar } from "./sidecar";
import { startSmtpCatcher } from "./smtp-catcher";
import { Supervisor, type RunningPart } from "./supervisor";

const NEEDED_MEGABYTES = 500;
const N8N_OWNER_EMAIL = "owner@greenlight.local";

const ORDER = ["Postgres", "SMTP mailbox", "n8n", "Sidecar", "Application"] as const;

export function createSupervisor(home: string): Supervisor {
  const onChange = (pids: Record<string, number>): void =>
    void updatePids(home, namedPids(pids)).catch((error: unknown) => say(`! ${String(error)}`));
  return new Supervisor({ order: ORDER, say, onChange });
}

type Greenlight = { supervisor: Supervisor; settings: Settings; home: string; dev: boolean };

/** Starts every part that is not configured elsewhere; resolves with the application's address when all of them answer. */
export async function startGreenlight({ supervisor, settings: wanted, home, dev }: Greenlight): Promise<string> {
  requireSafeIdentity(wanted);
  await requireDiskSpace({
    folder: home,
    megabytes: NEEDED_MEGABYTES,
    what: "Greenlight",
    variable: "GREENLIGHT_HOME",
  });
  const { settings, smtpPort } = await claimPorts(home, wanted);
  const keys = await step(
    "Keys",
    () => ensureKeys(home),
    () => `Keys in ${home}`,
  );
  const database = await startDatabase(supervisor, settings, home);
  const mailbox = { host: "127.0.0.1", port: smtpPort, outboxDir: join(home, "outbox") };
  await startMailbox(supervisor, mailbox);

  const engineUrls = engineAddresses(settings);
  const addresses: Addresses = { home, databaseUrl: database.url, mailbox, ...engineUrls };
  const env = appEnvironment(settings, keys, addresses);
  const written = {
    app: addressOf(settings),
    mailbox: `${mailbox.host}:${mailbox.port}`,
    sidecar: engineUrls.sidecarUrl,
  };
  const changed = engineUrls.sidecarUrl ? await changedAddresses(home, written) : [];
  if (changed.length > 0) await holdRuns(home);
  // n8n takes longest, and its database is its own: it starts beside the migrations.
  const engine = startEngine({ supervisor, settings, home, keys, database: database.n8n, smtpPort });
  const app = migrated(database.url).then(() => startApplication({ supervisor, settings, home, env, dev }));
  await togetherOrNone(supervisor, [engine, app]);

  if (changed.length > 0) await renewAddresses({ env, supervisor, changed, release: () => releaseRuns(home, written) });
  else if (engineUrls.sidecarUrl) await releaseRuns(home, written);
  const url = addressOf(settings);
  if (!settings.CLERK_SECRET_KEY) await ensureDemoCompany(`http://127.0.0.1:${settings.PORT}`);
  await writeRuntimeFile(home, {
    url,
    databaseUrl: database.url,
    ...engineUrls,
    smtp: { host: mailbox.host, port: mailbox.port },
    outboxDir: mailbox.outboxDir,
    pids: { supervisor: process.pid, ...namedPids(supervisor.pids) },
    sealingKeyIds: sealingKeyIds(env),
  });
  void serveRestarts(supervisor, home);
  return url;
}

type Renewal = {
  env: Record<string, string | undefined>;
  supervisor: Supervisor;
  changed: string[];
  release(): Promise<void>;
};

/** The contents of n8n name the current addresses; otherwise n8n runs nothing and the next start tries again. */
async function renewAddresses({ env, supervisor, changed, release }: Renewal): Promise<void> {
  const what = `Addresses in n8n (changed: ${changed.join(", ")})`;
  try {
    await step(what, ({ update }) => rewriteEngine({ env, signal: supervisor.signal, onProgress: update }));
    await release();
  } catch (error) {
    supervisor.signal.throwIfAborted();
    say(`! ${error instanceof Error ? error.message : String(error)}`);
    say("! n8n runs no workflow until its addresses are renewed. Start again to try again.");
  }
}

/** The first failure stops the others at once and is the one reported; theirs would only say that they were stopped. */
async function togetherOrNone(supervisor: Supervisor, starting: Promise<void>[]): Promise<void> {
  try {
    await Promise.all(starting);
  } catch (error) {
    await supervisor.stop();
    await Promise.allSettled(starting);
    throw error;
  }
}

const namedPids = (pids: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(pids).map(([name, pid]) => [name === "SMTP mailbox" ? "smtp" : name.toLowerCase(), pid]),
  );

async function claimPorts(home: string, settings: Settings): Promise<{ settings: Settings; smtpPort: number }> {
  const PORT = await claimStablePort(home, { name: "app", port: settings.PORT, variable: "PORT", host: settings.HOST });
  const smtp = { name: "smtp", port: settings.SMTP_CATCHER_PORT, variable: "SMTP_CATCHER_PORT" };
  const smtpPort = await claimStablePort(home, smtp);
  if (settings.N8N_MODE === "off") return { settings: { ...settings, PORT }, smtpPort };
  const sidecar = { name: "sidecar", port: settings.SIDECAR_PORT, variable: "SIDECAR_PORT" };
  const SIDECAR_PORT = await claimStablePort(home, sidecar);
  if (settings.N8N_MODE === "external") return { settings: { ...settings, PORT, SIDECAR_PORT }, smtpPort };
  const N8N_PORT = await claimStablePort(home, { name: "n8n", port: settings.N8N_PORT, variable: "N8N_PORT" });
  return { settings: { ...settings, PORT, SIDECAR_PORT, N8N_PORT }, smtpPort };
}

type Database = { url: string; n8n: DatabaseAccess | null };

async function startDatabase(supervisor: Supervisor, settings: Settings, home: string): Promise<Database> {
  if (!settings.DATABASE_URL) return startEmbedded(supervisor, home);
  return { url: settings.DATABASE_URL, n8n: settings.N8N_DATABASE_URL ? accessOf(settings.N8N_DATABASE_URL) : null };
}

async function migrated(databaseUrl: string): Promise<void> {
  await step(
    "Migrations",
    () => migrate(databaseUrl),
    (applied) => (applied.length ? `${applied.length} migrations applied` : "Database is up to date"),
  );
}

async function startEmbedded(supervisor: Supervisor, home: string): Promise<Database> {
  // The other parts know the first port: a Postgres that comes back elsewhere would serve no one.
  let port = 0;
  const start = async (): Promise<RunningPostgres> => {
    const running = await startPostgres({ home, port });
    port = running.port;
    return running;
  };
  const postgres = await step(
    "Postgres 17",
    async () => (await supervisor.run({ name: "Postgres", start })) as RunningPostgres,
    ({ port }) => `Postgres 17 on 127.0.0.1:${port}`,
  );
  return { url: postgres.databaseUrl, n8n: postgres.n8nDatabase };
}

function accessOf(databaseUrl: string): DatabaseAccess {
  const { hostname, port, pathname, username, password } = new URL(databaseUrl);
  const [user, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  return { host: hostname, port: Number(port || 5432), database: pathname.slice(1), user, password: secret };
}

async function startMailbox(supervisor: Supervisor, { port, outboxDir }: Addresses["mailbox"]): Promise<void> {
  const start = async (): Promise<RunningPart> => {
    const catcher = await startSmtpCatcher({ port, outboxDir });
    return { pid: process.pid, exited: new Promise(() => undefined), stop: catcher.stop };
  };
  await step(
    "SMTP mailbox",
    () => supervisor.run({ name: "SMTP mailbox", start }),
    () => `Test mailbox on 127.0.0.1:${port}, mail in ${outboxDir}`,
  );
}

function engineAddresses(settings: Settings): { sidecarUrl: string | null; n8nUrl: string | null } {
  if (settings.N8N_MODE === "off") return { sidecarUrl: null, n8nUrl: null };
  const n8nUrl = settings.N8N_MODE === "external" ? settings.N8N_URL : `http://127.0.0.1:${settings.N8N_PORT}`;
  return { sidecarUrl: `http://127.0.0.1:${settings.SIDECAR_PORT}`, n8nUrl: n8nUrl ?? null };
}

type Engine = {
  supervisor: Supervisor;
  settings: Settings;
  home: string;
  keys: Keys;
  database: DatabaseAccess | null;
  smtpPort: number;
};

async function startEngine(engine: Engine): Promise<void> {
  const { supervisor, settings, home, keys, database } = engine;
  const { n8nUrl } = engineAddresses(settings);
  if (!n8nUrl) return;
  if (settings.N8N_MODE === "local" && database) await startLocalN8n({ ...engine, database });
  const n8n = {
    url: n8nUrl,
    ...(settings.N8N_MODE === "local" && { version: installedN8nVersion() }),
    ownerEmail: N8N_OWNER_EMAIL,
    apiKey: settings.N8N_MODE === "external" ? settings.N8N_API_KEY : undefined,
  };
  const port = settings.SIDECAR_PORT;
  const start = (signal: AbortSignal): Promise<RunningPart> =>
    startSidecar({ home, port, keys, n8n, signal, appUrl: addressOf(settings), triesWaysOut: settings.EGRESS_CHECK });
  await step(
    "Sidecar",
    () => supervisor.run({ name: "Sidecar", start }),
    () => `Sidecar on 127.0.0.1:${port}`,
  );
}

async function startLocalN8n({
  supervisor,
  settings,
  home,
  keys,
  database,
  smtpPort,
}: Engine & { database: DatabaseAccess }): Promise<void> {
  const { signal } = supervisor;
  const installDir = await step("n8n installed", ({ update }) => ensureN8nInstalled({ onProgress: update, signal }));
  const options = {
    installDir,
    home: join(home, "n8n"),
    recordsHome: home,
    port: settings.N8N_PORT,
    database,
    encryptionKey: keys.n8nEncryptionKey,
    ownerEmail: N8N_OWNER_EMAIL,
    ownerPassword: keys.n8nOwnerPassword,
    logFile: join(home, "logs", "n8n.log"),
    freezeDir: freezeDirOf(home),
    eventLog: eventLogOf(home),
    loopbackMailPorts: isLocalMode(settings) ? "any" : String(smtpPort),
  };
  const start = (aborted: AbortSignal): Promise<RunningPart> => startN8n({ ...options, signal: aborted });
  await step(
    "n8n (the first time about a minute)",
    () => supervisor.run({ name: "n8n", start }),
    () => `n8n on 127.0.0.1:${settings.N8N_PORT}`,
  );
}

type Application = {
  supervisor: Supervisor;
  settings: Settings;
  home: string;
  env: Record<string, string | undefined>;
  dev: boolean;
};

async function startApplication({ supervisor, settings, home, env, dev }: Application): Promise<void> {
  const { signal } = supervisor;
  if (!dev) {
    const build = ({ update }: { update(line: string): void }): Promise<boolean> =>
      buildIfStale({ home, env, signal, onProgress: update });
    await step("Building the application", build, (built) =>
      built ? "Application built" : "Application build is current",
    );
  }
  const { HOST: host, PORT: port } = settings;
  const start = (aborted: AbortSignal): Promise<RunningPart> =>
    startApp({ home, host, port, env, dev, signal: aborted });
  await step(
    "Application",
    () => supervisor.run({ name: "Application", start }),
    () => `Application on ${host}:${port}`,
  );
}
