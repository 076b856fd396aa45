import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { PgBoss } from "pg-boss";
import { exists, repositoryRoot } from "./home";

const require = createRequire(import.meta.url);
const SUPABASE = join(require.resolve("supabase/package.json"), "../../.bin/supabase");
const QUEUE_SCHEMA = "pgboss";

/** Brings a database to the newest schema: our migrations by the Supabase CLI, then the queue's own. Returns what was applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const said = await supabase(["migration", "up", "--include-all", "--yes", `--remote=${databaseUrl}`]);
  await installQueue(databaseUrl);
  return [...said.matchAll(/Applying migration (\S+?)(?:\.\.\.|\s)/g)].map((match) => match[1] ?? "");
}

/** Runs the Supabase CLI in the project and returns everything it said; a failure carries its last words. */
export async function supabase(args: string[], collect: "all" | "stdout" = "all"): Promise<string> {
  const { code, stdout, stderr } = await run(args);
  if (code === 0) return collect === "all" ? stderr + stdout : stdout;
  if (/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH/.test(stderr + stdout)) {
    throw new Error(
      `The database does not answer: check that it runs and that DATABASE_URL is right.\n  ${explain(stderr + stdout)}`,
    );
  }
  throw new Error(`supabase ${args.slice(0, 2).join(" ")} failed: ${explain(stderr + stdout)}`);
}

function run(args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1" };
  // The CLI says so on stdout, in the middle of the types, when a loopback server has no TLS.
  if (args.some((arg) => arg.includes("@127.0.0.1:"))) env.PGSSLMODE = "disable";
  const child = spawn(SUPABASE, [...args, "--agent", "no"], {
    cwd: repositoryRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(new Error("The Supabase CLI is not installed: run `npm ci`.", { cause: error })),
    );
    child.once("close", (code) => resolve({ code, ...output }));
  });
}

function explain(output: string): string {
  const lines = output.split("\n").map((line) => line.replace(/^[│▲■●◇\s]+/, "").trimEnd());
  return lines
    .filter(
      (line) => line && !/without TLS|^Target:|^Confirmed by|Network Restrictions|supabase\.com\/dashboard/.test(line),
    )
    .slice(-8)
    .join("\n  ");
}

/** Installs the queue's tables as their owner, and the queues our jobs need. */
async function installQueue(databaseUrl: string): Promise<void> {
  const connectionString = asQueueRole(databaseUrl);
  const boss = new PgBoss({
    connectionString,
    schema: QUEUE_SCHEMA,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 1,
  });
  const errors: Error[] = [];
  boss.on("error", (error) => errors.push(error));
  await boss.start();
  await boss.stop({ graceful: false });
  if (errors[0]) throw errors[0];
  await fixSearchPaths(connectionString);
  const queues = join(repositoryRoot, "workers/install-queues.ts");
  if (!(await exists(queues))) return;
  const { installQueues } = (await import(pathToFileURL(queues).href)) as {
    installQueues: (url: string) => Promise<void>;
  };
  await installQueues(databaseUrl);
}

/** pg-boss leaves its functions to whatever search_path their caller has; Supabase's linter rightly objects. */
async function fixSearchPaths(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ function: string }>(
      `select oid::regprocedure::text as function from pg_catalog.pg_proc
       where pronamespace = $1::regnamespace and not coalesce(proconfig::text like '%search_path=%', false)`,
      [QUEUE_SCHEMA],
    );
    for (const row of rows) {
      await client.query(`alter function ${row.function} set search_path = ${QUEUE_SCHEMA}, pg_catalog, pg_temp`);
    }
  } finally {
    await client.end();
  }
}

function asQueueRole(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("options", "-c role=queue_role");
  return url.href;
}
