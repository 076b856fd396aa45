import { setTimeout as delay } from "node:timers/promises";
import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { median, ms, type Row } from "./figures";
import { newWorkspace } from "./founder";
import type { Stack } from "./stack";

const JOBS = 50;
const LIMIT_MS = 100;

type Started = { waited: number | null };

/** From the transaction that enqueues to the worker that takes the job, by the database's clock; the worker is idle in between. */
export async function benchQueue(stack: Stack): Promise<{ row: Row; latencyMs: number[] }> {
  const owner = await newWorkspace();
  const latencyMs: number[] = [];
  for (let run = 0; run <= JOBS; run += 1) {
    // Not launched yet: this job finds nothing to do.
    await withTransaction(owner, (tx) => enqueue(tx, RefreshCredentials, { workspaceId: owner.workspaceId }));
    const waited = await untilDone(stack, owner.workspaceId, run + 1);
    if (run > 0) latencyMs.push(waited);
  }
  const middle = median(latencyMs);
  const row: Row = {
    name: `Job, enqueue → start (median of ${JOBS})`,
    measured: ms(middle),
    compared: `slowest ${ms(Math.max(...latencyMs))}`,
    ratio: null,
    limit: `< ${LIMIT_MS} ms`,
    ok: middle < LIMIT_MS,
  };
  return { row, latencyMs };
}

async function untilDone({ admin }: Stack, workspaceId: string, count: number): Promise<number> {
  for (;;) {
    const { rows } = await admin.query<Started>(
      `select extract(epoch from started_on - created_on)::float8 * 1000 as waited from pgboss.job
       where name = $1 and data ->> 'workspaceId' = $2 and state = 'completed' order by created_on`,
      [RefreshCredentials.name, workspaceId],
    );
    if (rows.length === count) return rows.at(-1)?.waited ?? Number.NaN;
    await delay(5);
  }
}
