import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { runTool } from "./check";

const JOBS = ["ignition.refresh_credentials", "ignition.refresh_campaigns", "ignition.sync_campaign"];
const PATIENCE_MS = 15 * 60_000;
const LOOK_EVERY_MS = 500;

type Rewrite = { env: Record<string, string | undefined>; signal: AbortSignal; onProgress(line: string): void };

/** Puts the addresses of now into everything that n8n holds, through the running application's jobs; rejects unless all of it was. */
export async function rewriteEngine({ env, signal, onProgress }: Rewrite): Promise<void> {
  const client = new Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ now: string }>("select clock_timestamp()::text as now");
    const { code, output } = await runTool({ args: ["tsx", "scripts/rewrite-engine.ts"], env: defined(env) });
    if (code !== 0) throw new Error(`The addresses in n8n could not be renewed: ${output.trim().slice(-500)}`);
    await untilDone(client, { since: rows[0]?.now ?? "", signal, onProgress });
  } finally {
    await client.end();
  }
}

type Wait = Pick<Rewrite, "signal" | "onProgress"> & { since: string };

async function untilDone(client: Client, { since, signal, onProgress }: Wait): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query<{ open: number; failed: number }>(
      `select count(*) filter (where state in ('created', 'retry', 'active'))::int as open,
         count(*) filter (where state = 'failed')::int as failed
       from pgboss.job where name = any($1) and created_on >= $2::timestamptz - interval '1 second'`,
      [JOBS, since],
    );
    const { open = 0, failed = 0 } = rows[0] ?? {};
    if (failed > 0) throw new Error(`${failed} jobs that renew the addresses in n8n failed; see logs/app.log.`);
    if (open === 0) return;
    if (Date.now() > deadline) throw new Error(`${open} jobs that renew the addresses in n8n are not done.`);
    onProgress(`${open} jobs to go`);
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

const defined = (env: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
