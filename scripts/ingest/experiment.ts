import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { repositoryRoot } from "../runtime/home";
import { migrate } from "../runtime/migrate";
import { startPostgres, type RunningPostgres } from "../runtime/postgres";
import { runLoad, type LoadResult } from "./load";

export type IngestProcess = { url: string; pid: number; child: ChildProcess; output: () => string };
export type Counted = { stored: number; keys: number; counted: number; lines: number };
export type Outcome = LoadResult & {
  database: Counted;
  /** Acknowledged, but not in the table. */
  missing: string[];
  /** From the database's crash to the first answer of 200 after it. */
  recoveredAfterMs: number;
  /** The most memory any of the processes had, in MB. */
  peakMemory: number;
  exitCode: number | null;
};

/** `npm run ingest` as a child, once it answers. */
export async function startIngestProcess(env: Record<string, string>, port = 0): Promise<IngestProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/ingest.ts", "--port", String(port)], {
    cwd: repositoryRoot,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const url = /Taking events at (\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
  }
  child.once("exit", (code) => reject(new Error(`npm run ingest ended with ${code}:\n${output}`)));
  return { url: await ready, pid: child.pid ?? 0, child, output: () => output };
}

export async function end({ child }: IngestProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, "exit");
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** A workspace to report for, with its token. */
async function openWorkspace(env: Record<string, string>): Promise<{ workspaceId: string; token: string }> {
  Object.assign(process.env, env);
  const [{ createProject }, { enterWorkspace }, { rotateWebhookToken }, { getDb, closeDb }, { stopQueue }] =
    await Promise.all([
      import("@/lib/company/projects/create-project"),
      import("@/lib/foundation/access/enter-workspace"),
      import("@/lib/foundation/credentials/rotate-webhook-token"),
      import("@/lib/platform/db"),
      import("@/lib/platform/queue"),
    ]);
  const { forgetAccess } = await import("@/lib/foundation/access/access-cache");
  const system = { requestId: "load", db: getDb(), now: () => new Date() };
  const founder = { ...system, user: { userId: "user_load", email: "load@example.com" } };
  const { workspace_id: workspaceId } = await createProject(founder, { name: "Load" });
  const { token } = await rotateWebhookToken(await enterWorkspace(founder, workspaceId), { overlap_hours: 0 });
  forgetAccess();
  await stopQueue();
  await closeDb();
  return { workspaceId, token };
}

async function countIn(
  databaseUrl: string,
  keys: readonly string[],
): Promise<{ database: Counted; missing: string[] }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Counted>(
      `select (select count(*)::int from email_events) as stored,
              (select count(distinct idempotency_key)::int from email_events) as keys,
              (select coalesce(sum(sends), 0)::int from daily_stats) as counted,
              (select count(*)::int from project_events where event_type = 'email.sent') as lines`,
    );
    const { rows: missing } = await client.query<{ key: string }>(
      `select key from unnest($1::text[]) as key
       where not exists (select from email_events e where e.idempotency_key = key)`,
      [keys],
    );
    return {
      database: rows[0] ?? { stored: 0, keys: 0, counted: 0, lines: 0 },
      missing: missing.map(({ key }) => key),
    };
  } finally {
    await client.end();
  }
}

type Experiment = { seconds: number; senders: number; pauseMs?: number; report?: (line: string) => void };

/**
 * Two ingestion processes under load. After 30 % of the time one is killed, after half of it the database crashes and starts again,
 * after 70 % the other process is told to stop; each comes back. Then everything is counted.
 */
export async function runExperiment(experiment: Experiment): Promise<Outcome> {
  const { seconds, senders, pauseMs = 0, report = () => undefined } = experiment;
  const home = await mkdtemp(join(tmpdir(), "greenlight-load-"));
  // As root, Postgres runs as its own user and must reach its folder.
  await chmod(home, 0o711);
  let postgres: RunningPostgres = await startPostgres({ home });
  const processes: IngestProcess[] = [];
  try {
    await migrate(postgres.databaseUrl);
    const env = {
      DATABASE_URL: postgres.databaseUrl,
      ENCRYPTION_MASTER_KEY: randomBytes(32).toString("hex"),
      // An answer of 500 says why in the process's log.
      LOG_LEVEL: "error",
    };
    const target = await openWorkspace(env);
    processes.push(...(await Promise.all([startIngestProcess(env), startIngestProcess(env)])));
    const urls = processes.map(({ url }) => url);
    const peaks: number[] = [];
    const restart = async (index: number, signal: NodeJS.Signals): Promise<number | null> => {
      const old = processes[index];
      if (!old) throw new Error(`There is no process ${index}.`);
      peaks.push(await memoryOf(old.pid));
      const code = await end(old, signal);
      processes[index] = await startIngestProcess(env, Number(new URL(old.url).port));
      report(`one process ended with ${signal} and is back`);
      return code;
    };
    const part = (share: number): Promise<void> => delay(seconds * 1000 * share);

    const load = runLoad({ target: { urls, ...target }, seconds, senders, pauseMs }).catch((error: Error) => {
      throw new Error([error.message, ...processes.map(({ output }) => output().slice(-4_000))].join("\n"));
    });
    const faults = async (): Promise<{ exitCode: number | null; recoveredAfterMs: number }> => {
      await part(0.3);
      await restart(0, "SIGKILL");
      await part(0.2);
      const crashed = performance.now();
      process.kill(postgres.pid, "SIGQUIT");
      await postgres.exited;
      postgres = await startPostgres({ home });
      report("the database crashed and is back");
      const recoveredAfterMs = await answersAgain(urls[1] ?? "", target, crashed);
      await part(0.2);
      return { exitCode: await restart(1, "SIGTERM"), recoveredAfterMs };
    };
    const [result, faulty] = await Promise.all([load, faults()]);
    for (const { pid } of processes) peaks.push(await memoryOf(pid));
    const counted = await countIn(postgres.databaseUrl, result.acknowledged);
    return { ...result, ...counted, ...faulty, peakMemory: Math.round(Math.max(...peaks)) };
  } finally {
    await Promise.all(processes.map((one) => end(one, "SIGTERM")));
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Asks with an event that is only looked at (an unknown campaign), until the database answers that. */
async function answersAgain(
  url: string,
  { workspaceId, token }: { workspaceId: string; token: string },
  since: number,
) {
  const body = JSON.stringify({
    workspace_id: workspaceId,
    contact_email: "probe@load.example",
    event_type: "sent",
    idempotency_key: "probe",
    campaign_id: "00000000-0000-4000-8000-000000000000",
  });
  const headers = { "content-type": "application/json", "x-webhook-token": token };
  for (;;) {
    const response = await fetch(`${url}/api/events`, { method: "POST", headers, body }).catch(() => null);
    if (response?.status === 404) return Math.round(performance.now() - since);
    await delay(50);
  }
}
