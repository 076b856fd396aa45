import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { evaluateFleet } from "@/lib/operations/fleet/evaluate-fleet";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";
import { RefreshCredentials } from "@/lib/operations/ignition/jobs";
import type { SystemCtx } from "@/lib/platform/ctx";
import { getDb } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { processorSeconds, type Database } from "./database";
import { ms, percentile, timed, type Row } from "./figures";
import { newWorkspace } from "./founder";

const WORKSPACES = 1_000;
const WORKFLOWS = 7;
/** A heartbeat of each machine in this time. */
const BEAT_SECONDS = 30;
const SECONDS = 60;
const LIMITS = { evaluationMs: 200, processorShare: 0.2, pickUpMs: 1_000 };

const system = (): SystemCtx => ({ requestId: "bench", db: getDb(), now: () => new Date() });

/** Workspaces with a campaign of seven workflows and a machine each. */
async function seed({ admin }: Database): Promise<string[]> {
  await admin.query("begin");
  await admin.query("set local session_replication_role = replica");
  await admin.query(
    `with made as (
       insert into workspaces (name, slug) select 'Fleet ' || n, 'fleet-' || n from generate_series(1, $1::int) n returning id),
     grouped as (
       insert into campaign_groups (workspace_id, name) select id, 'Default' from made returning id, workspace_id)
     insert into campaigns (workspace_id, campaign_group_id, name, status, workflows)
     select g.workspace_id, g.id, 'First', 'active', (
       select jsonb_agg(jsonb_build_object('template', 'workflow_' || w, 'workflow_id', g.id || '-' || w, 'state', 'probed'))
       from generate_series(1, $2::int) w)
     from grouped g`,
    [WORKSPACES, WORKFLOWS],
  );
  await admin.query("commit");
  await admin.query("analyze");
  return Array.from({ length: WORKSPACES }, (_, number) => `machine-${number}`);
}

/** The reports of every machine, spread evenly over the time between two of them, until the signal. */
async function beat(machines: readonly string[], signal: AbortSignal): Promise<number> {
  const everyMs = (BEAT_SECONDS * 1_000) / machines.length;
  const boot = Date.now();
  const began = performance.now();
  let count = 0;
  const underWay: Promise<unknown>[] = [];
  while (!signal.aborted) {
    const instance = machines[count % machines.length] ?? "";
    const life = { boot, boot_id: randomUUID(), counter: Math.floor(count / machines.length) + 1 };
    const n8n = { healthy: true, version: "2.39.10", active_workflows: WORKFLOWS };
    underWay.push(recordHeartbeat({ ...system(), instance }, { ...life, cpu: 10, memory: 40, disk: 50, n8n }));
    count += 1;
    await delay(Math.max(0, began + count * everyMs - performance.now()));
  }
  await Promise.all(underWay);
  return count;
}

/** A thousand machines that report, and the watchdog's rounds over them, beside jobs that have nothing to do with them. */
export async function benchFleet(
  database: Database,
): Promise<{ rows: Row[]; evaluationMs: number[]; pickUpMs: number[] }> {
  const machines = await seed(database);
  const owner = await newWorkspace();
  const stop = new AbortController();
  const beating = beat(machines, stop.signal);
  // Every machine has reported once before anything is measured.
  await delay((BEAT_SECONDS + 1) * 1_000);
  const before = await processorSeconds(database);
  const evaluationMs: number[] = [];
  const began = performance.now();
  let jobs = 0;
  while (performance.now() - began < SECONDS * 1_000) {
    evaluationMs.push(await timed(() => evaluateFleet(system())));
    await withTransaction(owner, (tx) => enqueue(tx, RefreshCredentials, { workspaceId: owner.workspaceId }));
    jobs += 1;
    await delay(1_000);
  }
  const seconds = (performance.now() - began) / 1_000;
  const after = await processorSeconds(database);
  stop.abort();
  const beats = await beating;
  const pickUpMs = await pickUps(database, owner.workspaceId);
  const share = before === null || after === null ? null : (after - before) / seconds;
  const sorted = evaluationMs.toSorted((a, b) => a - b);
  const slowest = percentile(sorted, 0.95);
  const longest = Math.max(...pickUpMs);
  const rows: Row[] = [
    {
      name: `Round of the watchdog over ${WORKSPACES} machines (p95 of ${evaluationMs.length})`,
      measured: ms(slowest),
      compared: `${beats} heartbeats meanwhile`,
      ratio: null,
      limit: `< ${LIMITS.evaluationMs} ms`,
      ok: slowest < LIMITS.evaluationMs,
    },
    {
      name: "Postgres meanwhile, of one processor",
      measured: share === null ? "not known here" : `${(share * 100).toFixed(1)} %`,
      compared: `${WORKSPACES * WORKFLOWS} workflows in rows`,
      ratio: null,
      limit: `< ${LIMITS.processorShare * 100} %`,
      ok: share === null || share < LIMITS.processorShare,
    },
    {
      name: "Pick-up of other jobs meanwhile (slowest)",
      measured: ms(longest),
      compared: `${pickUpMs.length} of ${jobs} jobs`,
      ratio: null,
      limit: `< ${LIMITS.pickUpMs} ms`,
      ok: pickUpMs.length > 0 && longest < LIMITS.pickUpMs,
    },
  ];
  return { rows, evaluationMs, pickUpMs };
}

/** From the transaction that enqueues to the worker that takes the job, by the database's clock. */
async function pickUps({ admin }: Database, workspaceId: string): Promise<number[]> {
  const { rows } = await admin.query<{ waited: number }>(
    `select extract(epoch from started_on - created_on)::float8 * 1000 as waited from pgboss.job
     where name = $1 and data ->> 'workspaceId' = $2 and started_on is not null`,
    [RefreshCredentials.name, workspaceId],
  );
  return rows.map(({ waited }) => waited);
}
