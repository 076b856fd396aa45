import { sql } from "kysely";
import { fromKysely, PgBoss } from "pg-boss";
import type { JobContract } from "./contracts";
import { env } from "./env";
import { log } from "./log";
import { KEEP_ALIVE, watchedClient } from "./watched-client";
import type { ServiceTx, TxCtx } from "./transaction";

const open: { boss?: Promise<PgBoss> } = {};

/** pg-boss hands these to its pool. Its housekeeping may take longer than what somebody waits for; its listener watches itself. */
const CONNECTIONS = { Client: watchedClient(() => 60_000), ...KEEP_ALIVE };

/** A queue of its own, which the caller stops. */
export async function openQueue(role: "sender" | "worker"): Promise<PgBoss> {
  const boss = new PgBoss({
    ...CONNECTIONS,
    connectionString: env().DATABASE_URL,
    options: "-c role=queue_role",
    schema: "pgboss",
    application_name: "greenlight-queue",
    max: role === "worker" ? 6 : 2,
    migrate: false,
    createSchema: false,
    useListenNotify: role === "worker",
    supervise: role === "worker",
    schedule: role === "worker",
    // How soon a worker that died is noticed and its job given to another one.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 60,
  });
  // Without a listener an emitted error ends the process; a database restart emits one.
  boss.on("error", (error) => log().warn({ err: error }, "queue error"));
  return boss.start();
}

/** The started queue of this process. The worker asks first and gets one that supervises; anybody else only sends. */
export function startQueue(role: "sender" | "worker" = "sender"): Promise<PgBoss> {
  open.boss ??= openQueue(role).catch((error: unknown) => {
    delete open.boss;
    throw error;
  });
  return open.boss;
}

/** Lets running jobs finish (20 s at most) and closes. */
export async function stopQueue(): Promise<void> {
  const boss = await open.boss;
  delete open.boss;
  await boss?.stop({ graceful: true, timeout: 20_000 });
}

/** How many jobs are due or running now, schedules' own included. */
export async function countUnfinished(boss: PgBoss): Promise<number> {
  const { rows } = await boss.getDb().executeSql(
    `select count(*)::int as jobs from pgboss.job
     where (state < 'active' and start_after <= now() and name <> 'dead_letter') or state = 'active'`,
  );
  return (rows as { jobs: number }[])[0]?.jobs ?? 0;
}

/** The queue's tables belong to `queue_role`; a transaction borrows it for one statement and goes on as who it was. */
function asQueue({ db: tx, ...ctx }: TxCtx | ServiceTx): ReturnType<typeof fromKysely> {
  const inner = fromKysely(tx);
  const role = "workspaceId" in ctx ? "tenant_role" : "service_role";
  return {
    ...inner,
    executeSql: async (text, values) => {
      await sql`select set_config('role', 'queue_role', true)`.execute(tx);
      const result = await inner.executeSql(text, values);
      await sql`select set_config('role', ${role}, true)`.execute(tx);
      return result;
    },
  };
}

/** Enqueues inside the caller's transaction: the job exists if and only if the write commits. */
export const enqueue = <P extends object>(
  tx: TxCtx | ServiceTx,
  job: JobContract<string, P>,
  payload: NoInfer<P>,
): Promise<void> => send(tx, job, { payload, startAfter: job.delaySeconds });

/** The same for a job that begins at a moment. */
export const enqueueAt = <P extends object>(
  tx: TxCtx | ServiceTx,
  job: JobContract<string, P>,
  { payload, at }: { payload: NoInfer<P>; at: Date },
): Promise<void> => send(tx, job, { payload, startAfter: at });

async function send<P extends object>(
  tx: TxCtx | ServiceTx,
  job: JobContract<string, P>,
  { payload, startAfter }: { payload: P; startAfter: number | Date | undefined },
): Promise<void> {
  const boss = await startQueue();
  const singletonKey = job.key?.(payload);
  await boss.send(job.name, job.payload.parse(payload), {
    db: asQueue(tx),
    ...(singletonKey && { singletonKey }),
    ...(startAfter && { startAfter }),
  });
}

/**
 * Takes the people of a pattern of whole addresses out of the workspace's jobs, which keep what they were given for days: a job that is over,
 * or has such an address as a value, is deleted, and one that only mentions it goes on without it.
 */
export async function forgetInJobs(tx: TxCtx, people: string): Promise<void> {
  const queue = asQueue(tx);
  const named =
    "from pgboss.job where data ->> 'workspaceId' = $1 and (data::text || coalesce(output::text, '')) ~* $2";
  await queue.executeSql(
    `delete ${named} and (state > 'active' or name = 'dead_letter' or data::text ~* ('"' || $2 || '"'))`,
    [tx.workspaceId, people],
  );
  await queue.executeSql(
    `update pgboss.job j set data = regexp_replace(data::text, $2, '(erased)', 'gi')::jsonb, output = null
     where id in (select id ${named})`,
    [tx.workspaceId, people],
  );
}
