import { PgBoss } from "pg-boss";
import type { JobContract } from "@/lib/platform/contracts";
import { contracts } from "./contracts";

export const DEAD_LETTER = "dead_letter";
/** A worker that died is noticed after this long, and its job is given to another one. The smallest pg-boss takes. */
const HEARTBEAT_SECONDS = 10;

const options = (job: JobContract) => ({
  retryLimit: job.retryLimit,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  expireInSeconds: job.expireInSeconds,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deadLetter: DEAD_LETTER,
  notify: true,
});

/** Creates the queue of every contract, or brings it up to date. Part of every migration, so that sending never finds one missing. */
export async function installQueues(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    options: "-c role=queue_role",
    schema: "pgboss",
    supervise: false,
    schedule: false,
    migrate: false,
    max: 1,
  });
  const errors: Error[] = [];
  boss.on("error", (error) => errors.push(error));
  await boss.start();
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  if (!known.has(DEAD_LETTER)) await boss.createQueue(DEAD_LETTER, { policy: "standard" });
  for (const job of Object.values(contracts) as JobContract[]) {
    if (known.has(job.name)) await boss.updateQueue(job.name, options(job));
    else await boss.createQueue(job.name, { policy: job.policy, ...options(job) });
  }
  await boss.stop({ graceful: false });
  if (errors[0]) throw errors[0];
}
