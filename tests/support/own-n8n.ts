import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Client } from "pg";
import { ensureN8nInstalled, startN8n, type N8nOptions, type RunningN8n } from "@/scripts/runtime/n8n";
import { removeDir, temporaryDir } from "../sidecar/sidecar-harness";

export type OwnN8n = {
  owner: { email: string; password: string };
  freezeDir: string;
  eventLog: string;
  url(): string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
};

/** An n8n that one test file may kill, with a database of its own. */
export async function startOwnN8n(): Promise<OwnN8n> {
  const home = temporaryDir();
  const eventLog = join(home, "events.log");
  const owner = { email: "owner@greenlight.local", password: `N8n-${randomBytes(16).toString("hex")}` };
  const database = `n8n_${randomBytes(4).toString("hex")}`;
  const login = new URL(required("TEST_N8N_DATABASE_URL"));
  await query(`create database ${database} owner ${login.username}`);
  const options: N8nOptions = {
    installDir: await ensureN8nInstalled({ onProgress: () => undefined }),
    home,
    port: 0,
    database: {
      host: login.hostname,
      port: Number(login.port),
      database,
      user: login.username,
      password: login.password,
    },
    encryptionKey: randomBytes(32).toString("hex"),
    ownerEmail: owner.email,
    ownerPassword: owner.password,
    logFile: join(home, "n8n.log"),
    loopbackMailPorts: "any",
    freezeDir: join(home, "frozen"),
    eventLog,
  };
  let n8n: RunningN8n = await startN8n(options);
  return {
    owner,
    freezeDir: options.freezeDir,
    eventLog,
    url: () => n8n.url,
    kill: async () => {
      process.kill(-n8n.pid, "SIGKILL");
      await n8n.exited;
    },
    startAgain: async () => {
      n8n = await startN8n({ ...options, port: n8n.port });
    },
    stop: async () => {
      await n8n.stop();
      await query(`drop database ${database} with (force)`);
      removeDir(home);
    },
  };
}

async function query(sql: string): Promise<void> {
  const client = new Client({ connectionString: required("TEST_DATABASE_ADMIN_URL") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this test with npm test.`);
  return value;
}
