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
  contract: Pick<JobContract, "name" | "key" | "expireInSeconds" | "cron" | "atStart" | "whileFrozen" | "concurrency">;
  run: (raw: unknown, base: JobBase) => Promise<void>;
};

const stopping = new AbortController();

async function workOn(boss: PgBoss, { contract, run }: Handler): Promise<void> {
  const options = {
    batchSize: 1,
    localConcurrency: contract.concurrency ?? 2,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 10,
    perJobResults: true,
  } as const;
  await boss.work<object, unknown, typeof options>(contract.name, options, async (jobs) =>
    Promise.all(
      jobs.map(async ({ id, data }) => {
        const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(contract.expireInSeconds * 1000)]);
        const base = { requestId: id, db: getDb(), now: () => new Date(), signal };
        try {
          await unlessFrozen({ contract, data, base }, (watched) => run(data, watched));
          return { id, status: "completed" as const };
        } catch (error) {
          log().warn({ err: error, job: contract.name, job_id: id }, "job failed");
          return toOutcome(id, error);
        }
      }),
    ),
  );
}

/** Starts working on every queue; returns when all of them are being served. */
export async function startWorkers(): Promise<void> {
  const boss = await startQueue("worker");
  for (const handler of Object.values(handlers) as Handler[]) {
    await workOn(boss, handler);
    if (handler.contract.cron) await boss.schedule(handler.contract.name, handler.contract.cron);
    if (handler.contract.atStart) await boss.send(handler.contract.name, {});
  }
  log().info({ queues: Object.keys(handlers).length }, "worker started");
}

/** Stops taking jobs and lets the running ones finish. */
export async function stopWorkers(): Promise<void> {
  stopping.abort();
  await stopQueue();
}
