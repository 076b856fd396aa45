import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { ensureKeys } from "../runtime/keys";
import { migrate } from "../runtime/migrate";
import { ensureN8nInstalled, startN8n } from "../runtime/n8n";
import { steadyPort } from "../runtime/ports";
import { startPostgres } from "../runtime/postgres";
import { step } from "../runtime/progress";
import { freezeDirOf, startSidecar } from "../runtime/sidecar";
import { startSmtpCatcher, type SmtpCatcher } from "../runtime/smtp-catcher";
import { onStopSignal } from "../runtime/stop-signals";

export type Stack = {
  n8nUrl: string;
  sidecarUrl: string;
  admin: Client;
  /** The key the sidecar made for itself, so that both sides of a ratio call n8n with the same rights. */
  n8nApiKey(): Promise<string>;
  stop(): Promise<void>;
};

const OWNER = "owner@greenlight.local";

/** The parts of `npm start` but the web server, in a home that is thrown away; sets the environment the domains read. */
export async function startStack(): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), "greenlight-bench-"));
  // As root, Postgres runs as its own user and must reach its folder.
  await chmod(home, 0o711);
  const stops: (() => Promise<void>)[] = [() => rm(home, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  onStopSignal(() => void stop().finally(() => process.exit(130)));
  try {
    const keys = await ensureKeys(home);
    const postgres = await step("Postgres", () => startPostgres({ home }));
    stops.push(postgres.stop);
    await step("Migrations", () => migrate(postgres.databaseUrl));
    const installDir = await step("n8n installed", ({ update }) => ensureN8nInstalled({ onProgress: update }));
    const n8n = await step("n8n", () =>
      startN8n({
        installDir,
        home: join(home, "n8n"),
        port: 0,
        database: postgres.n8nDatabase,
        encryptionKey: keys.n8nEncryptionKey,
        ownerEmail: OWNER,
        ownerPassword: keys.n8nOwnerPassword,
        logFile: join(home, "logs/n8n.log"),
        loopbackMailPorts: "any",
        freezeDir: freezeDirOf(home),
      }),
    );
    stops.push(n8n.stop);
    const port = await steadyPort();
    const access = { url: n8n.url, ownerEmail: OWNER };
    const { signal } = new AbortController();
    const sidecar = await step("Sidecar", () => startSidecar({ home, port, keys, n8n: access, signal }));
    stops.push(sidecar.stop);
    const sidecarUrl = `http://127.0.0.1:${port}`;
    const mailbox = await startSmtpCatcher({ port: 0, outboxDir: join(home, "outbox") });
    stops.push(mailbox.stop);
    setEnvironment({ databaseUrl: postgres.databaseUrl, sidecarUrl, n8nUrl: n8n.url, mailbox, ...keys });
    const admin = new Client({ connectionString: postgres.adminUrl.replace(/\/postgres$/, "/greenlight") });
    await admin.connect();
    stops.push(() => admin.end());
    const n8nApiKey = (): Promise<string> => readFile(join(home, "sidecar/n8n-api-key"), "utf8");
    return { n8nUrl: n8n.url, sidecarUrl, admin, n8nApiKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Environment = {
  databaseUrl: string;
  sidecarUrl: string;
  n8nUrl: string;
  mailbox: SmtpCatcher;
  masterKey: string;
  sidecarSigningKey: string;
};

function setEnvironment({ databaseUrl, sidecarUrl, n8nUrl, mailbox, masterKey, sidecarSigningKey }: Environment): void {
  Object.assign(process.env, {
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: databaseUrl,
    ENCRYPTION_MASTER_KEY: masterKey,
    LOCAL_SIDECAR_URL: sidecarUrl,
    SIDECAR_SIGNING_KEY: sidecarSigningKey,
    N8N_URL: n8nUrl,
    APP_URL: "http://127.0.0.1:9",
    TEST_MAILBOX_HOST: mailbox.host,
    TEST_MAILBOX_PORT: String(mailbox.port),
    OUTBOX_DIR: mailbox.outboxDir,
    WORKER_MODE: "standalone",
    SUPER_ADMIN_IDS: "user_bench_admin",
  });
}

export const benchId = (): string => randomUUID().slice(0, 8);
