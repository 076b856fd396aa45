import type { PgBoss } from "pg-boss";
import { getDb } from "@/lib/platform/db";
import { log } from "@/lib/platform/log";
import { startQueue, stopQueue } from "@/lib/platform/queue";
import type { JobContract } from "@/lib/platform/contracts";
import type { JobBase } from "./handler";
import { toOutcome } from "./outcome";
import { unlessFrozen } from "./unless-frozen";
import { handlers } from "./registry";

type Handler = {
  contract: Pick<
    JobContract,
    "name" | "key" | "expireInSeconds" | "cron" | "atStart" | "whileFrozen" | "concurrency" | "pollSeconds"
  >;
  run: (raw: unknown, base: JobBase) => Promise<void>;
};

/** `ended` hears of each job that was tried. */
type Serving = { boss: PgBoss; signal: AbortSignal; ended?: (succeeded: boolean) => void };

const stopping = new AbortController();

/** One worker of a queue: a job at a time, and the next one at once. A queue that nobody wakes any more is asked again after its interval. */
async function workOn({ boss, signal: stop, ended }: Serving, { contract, run }: Handler): Promise<void> {
  const options = {
    batchSize: 1,
    pollingIntervalSeconds: contract.pollSeconds ?? 2,
    notifyPollingIntervalSeconds: contract.pollSeconds ?? 10,
    perJobResults: true,
  } as const;
  const worker: string = await boss.work<object, unknown, typeof options>(contract.name, options, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        const signal = AbortSignal.any([stop, AbortSignal.timeout(contract.expireInSeconds * 1000)]);
        const base = { requestId: id, db: getDb(), now: () => new Date(), signal };
        // Else jobs that wait behind this one would each wait for an interval.
        boss.notifyWorker(worker);
        try {
          await unlessFrozen({ contract, data, base }, (watched) => run(data, watched));
          ended?.(true);
          return { id, status: "completed" as const };
        } catch (error) {
          ended?.(false);
          log().warn({ err: error, job: contract.name, job_id: id }, "job failed");
          return toOutcome(id, error);
        }
      }),
    ),
  );
}

/** Works on every queue, by every schedule, until the queue is stopped; `signal` interrupts the jobs that still run. */
export async function serveQueues(serving: Serving): Promise<void> {
  const schedules = new Map((await serving.boss.getSchedules()).map(({ name, cron }) => [name, cron]));
  for (const handler of Object.values(handlers) as Handler[]) {
    for (let workers = handler.contract.concurrency ?? 2; workers > 0; workers -= 1) await workOn(serving, handler);
    const { name, cron } = handler.contract;
    // A sweep that came due while no worker ran is made up for, once. A schedule that is written anew has missed nothing.
    if (cron && schedules.get(name) !== cron) await serving.boss.schedule(name, cron, null, { missed: "once" });
  }
}

/** Starts working on every queue; returns when all of them are being served. */
export async function startWorkers(): Promise<void> {
  const boss = await startQueue("worker");
  await serveQueues({ boss, signal: stopping.signal });
  for (const { contract } of Object.values(handlers) as Handler[]) {
    if (contract.atStart) await boss.send(contract.name, {});
  }
  log().info({ queues: Object.keys(handlers).length }, "worker started");
}

/** Stops taking jobs and lets the running ones finish. */
export async function stopWorkers(): Promise<void> {
  stopping.abort();
  await stopQueue();
}
