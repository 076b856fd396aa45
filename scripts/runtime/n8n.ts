import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ensureN8nInstalled } from "./n8n-install";
import { steadyPort } from "./ports";
import { spawnRecorded } from "./recorded-spawn";

export { ensureN8nInstalled };

export type N8nOptions = {
  installDir: string;
  home: string;
  /** The home whose next start ends this n8n when it was left behind; its own by default. */
  recordsHome?: string;
  port: number;
  database: { host: string; port: number; database: string; user: string; password: string };
  encryptionKey: string;
  ownerEmail: string;
  ownerPassword: string;
  logFile: string;
  /** Ports of this machine that may be mailed through: that of the built-in mailbox, or `any` in local mode. */
  loopbackMailPorts: string;
  /** Where the sidecar says which workspaces are frozen; read before every run. */
  freezeDir: string;
  /** Where n8n writes its events, node by node. */
  eventLog?: string;
  webhookUrl?: string;
  signal?: AbortSignal;
};
export type RunningN8n = {
  url: string;
  port: number;
  pid: number;
  exited: Promise<number | null>;
  stop(): Promise<void>;
};

const NODES_DIR = resolve(import.meta.dirname, "../../sidecar/n8n/nodes");
const FREEZE_HOOK = resolve(import.meta.dirname, "../../sidecar/n8n/hooks/freeze.js");
/** n8n loads some thousand modules: with V8's usual 16 MB for young objects, a seventh of its start is garbage collection. */
const LARGER_YOUNG_GENERATION = "--max-semi-space-size=64";
const READY_TIMEOUT_MS = 300_000;
const POLL_MS = 200;
const PROBE_TIMEOUT_MS = 2_000;
const STOP_GRACE_MS = 15_000;
const BCRYPT_ROUNDS = 10;
const INHERITED = [
  ...["PATH", "HOME", "TMPDIR", "LANG", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"],
  "NODE_COMPILE_CACHE",
];

/** Starts n8n and resolves when it answers ready; an early exit rejects with its last log lines. Port 0 means any free port. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
  options.signal?.throwIfAborted();
  const port = await freePort(options.port);
  mkdirSync(options.home, { recursive: true });
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, "a", 0o600);
  const child = spawnRecorded({
    home: options.recordsHome ?? options.home,
    file: process.execPath,
    args: [LARGER_YOUNG_GENERATION, join(options.installDir, "node_modules/n8n/bin/n8n"), "start"],
    cwd: options.home,
    env: await environment(options, port),
    output: log,
  });
  closeSync(log);
  const exited = new Promise<number | null>((done) => child.once("close", done));
  const stop = (): Promise<void> => stopGroup(child, exited);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady({ url, child, exited, options });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, pid: child.pid ?? 0, exited, stop };
}

async function environment(options: N8nOptions, port: number): Promise<NodeJS.ProcessEnv> {
  const { database } = options;
  return {
    ...Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    NODE_ENV: "production",
    DB_TYPE: "postgresdb",
    DB_POSTGRESDB_HOST: database.host,
    DB_POSTGRESDB_PORT: String(database.port),
    DB_POSTGRESDB_DATABASE: database.database,
    DB_POSTGRESDB_USER: database.user,
    DB_POSTGRESDB_PASSWORD: database.password,
    N8N_USER_FOLDER: options.home,
    N8N_PORT: String(port),
    N8N_LISTEN_ADDRESS: "127.0.0.1",
    N8N_ENCRYPTION_KEY: options.encryptionKey,
    N8N_DIAGNOSTICS_ENABLED: "false",
    N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
    N8N_TEMPLATES_ENABLED: "false",
    N8N_PERSONALIZATION_ENABLED: "false",
    N8N_DISABLED_MODULES: "mcp-registry,insights",
    N8N_RUNNERS_ENABLED: "true",
    N8N_RUNNERS_BROKER_PORT: String(await steadyPort()),
    N8N_BLOCK_ENV_ACCESS_IN_NODE: "true",
    N8N_SECURE_COOKIE: "false", // it listens on loopback without TLS
    N8N_CUSTOM_EXTENSIONS: NODES_DIR,
    GREENLIGHT_LOOPBACK_MAIL_PORTS: options.loopbackMailPorts,
    EXTERNAL_HOOK_FILES: FREEZE_HOOK,
    GREENLIGHT_FREEZE_DIR: options.freezeDir,
    ...(options.eventLog && { N8N_EVENTBUS_LOGWRITER_LOGFULLPATH: options.eventLog }),
    N8N_INSTANCE_OWNER_MANAGED_BY_ENV: "true",
    N8N_INSTANCE_OWNER_EMAIL: options.ownerEmail,
    N8N_INSTANCE_OWNER_PASSWORD_HASH: await passwordHash(options),
    N8N_INSTANCE_OWNER_FIRST_NAME: "Greenlight",
    N8N_INSTANCE_OWNER_LAST_NAME: "Owner",
    GENERIC_TIMEZONE: "UTC",
    WEBHOOK_URL: options.webhookUrl ?? `http://127.0.0.1:${port}/`,
  };
}

/** Hashed by n8n's own library, so that it is always a hash n8n accepts: a malformed one aborts its start. */
function passwordHash({ installDir, ownerPassword }: N8nOptions): Promise<string> {
  const bcrypt: { hash(text: string, rounds: number): Promise<string> } = createRequire(
    join(installDir, "node_modules/n8n/package.json"),
  )("bcryptjs");
  return bcrypt.hash(ownerPassword, BCRYPT_ROUNDS);
}

function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once("error", (cause) =>
      fail(
        new Error(`Port ${wanted} is taken, so n8n cannot listen on it: stop what uses it or set N8N_PORT=0.`, {
          cause,
        }),
      ),
    );
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : wanted;
      server.close(() => done(port));
    });
  });
}

type Readiness = { url: string; child: ChildProcess; exited: Promise<number | null>; options: N8nOptions };

async function untilReady({ url, child, exited, options }: Readiness): Promise<void> {
  const failed = new AbortController();
  const signals = [failed.signal, AbortSignal.timeout(READY_TIMEOUT_MS), ...(options.signal ? [options.signal] : [])];
  const signal = AbortSignal.any(signals);
  child.once("error", (cause) => failed.abort(new Error(`n8n could not be started: ${cause.message}`, { cause })));
  void exited.then((code) =>
    failed.abort(new Error(`n8n stopped while starting (code ${code}). ${lastLines(options.logFile)}`)),
  );
  while (!(await isReady(url))) {
    if (signal.aborted) throw startError(signal.reason, options.logFile);
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined); // an abort is seen at the next turn, with its reason
  }
}

function startError(reason: unknown, logFile: string): unknown {
  if (!(reason instanceof DOMException && reason.name === "TimeoutError")) return reason;
  return new Error(`n8n was not ready after ${READY_TIMEOUT_MS / 1000} s. ${lastLines(logFile)}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // not listening yet
  }
}

function lastLines(logFile: string): string {
  return `Last lines of ${logFile}:\n${readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-15).join("\n")}`;
}

async function stopGroup(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (!child.pid) return;
  signalGroup(child.pid, "SIGTERM");
  const grace = new AbortController();
  const late = wait(STOP_GRACE_MS, "late", { signal: grace.signal }).catch(() => "stopped");
  await Promise.race([exited, late]);
  grace.abort();
  signalGroup(child.pid, "SIGKILL");
  await exited;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
