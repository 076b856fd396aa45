import { Client } from "pg";
import { fail, ok, warn, type Finding } from "./finding";

const SILENT_SECONDS = 60;
const WAITING_SECONDS = 300;
const DEAD_LETTER_DAYS = 7;

export type QueueFacts = {
  /** Since a worker last looked after the queues; null when none ever has. */
  worker_seconds: number | null;
  /** How long the job waits that has been due for the longest. */
  waiting_seconds: number | null;
  waiting_name: string | null;
  dead: { name: string; jobs: number; why: string | null }[];
};

/** The queue: a worker serves it, nothing waits for long, and which jobs were given up in the last week. */
export async function checkQueue(databaseUrl: string, workerMode: string): Promise<Finding[]> {
  const client = new Client({ connectionString: databaseUrl, options: "-c role=queue_role" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return judgeQueue(await readQueue(client), workerMode);
  } finally {
    await client.end();
  }
}

async function readQueue(client: Client): Promise<QueueFacts> {
  const { rows: worker } = await client.query<{ seconds: number | null }>(
    "select extract(epoch from now() - max(monitor_claim_on))::float8 as seconds from pgboss.queue",
  );
  const { rows: waiting } = await client.query<{ name: string; seconds: number }>(
    `select name, extract(epoch from now() - start_after)::float8 as seconds from pgboss.job
     where state < 'active' and start_after <= now() and name <> 'dead_letter' order by start_after limit 1`,
  );
  const { rows: dead } = await client.query<{ name: string; jobs: number; why: string | null }>(
    `select name, count(*)::int as jobs, (array_agg(output ->> 'message' order by completed_on desc))[1] as why from pgboss.job
     where state = 'failed' and name <> 'dead_letter' and completed_on > now() - make_interval(days => $1)
     group by name order by count(*) desc, name limit 5`,
    [DEAD_LETTER_DAYS],
  );
  return {
    worker_seconds: worker[0]?.seconds ?? null,
    waiting_seconds: waiting[0]?.seconds ?? null,
    waiting_name: waiting[0]?.name ?? null,
    dead,
  };
}

/** Judged apart from the connection, so that each verdict can be tried. */
export function judgeQueue(facts: QueueFacts, workerMode: string): Finding[] {
  const { worker_seconds, waiting_seconds, waiting_name, dead } = facts;
  const findings: Finding[] = [];
  if (worker_seconds === null || worker_seconds > SILENT_SECONDS) {
    const since = worker_seconds === null ? "No worker has ever served it" : `No worker for ${age(worker_seconds)}`;
    findings.push(fail(`Queue: ${since}`, HOW_TO_WORK[workerMode] ?? "Run npm start or npm run worker."));
  } else findings.push(ok("Queue: a worker serves it"));
  if (waiting_seconds !== null && waiting_seconds > WAITING_SECONDS) {
    findings.push(
      warn(
        `Queue: ${waiting_name} has waited ${age(waiting_seconds)}`,
        "Run more workers: npm run worker, on any machine.",
      ),
    );
  }
  for (const { name, jobs, why } of dead) {
    const reason = why ? `, last: ${why}` : "";
    findings.push(
      warn(
        `Queue: ${name} was given up ${jobs === 1 ? "once" : `${jobs} times`} in the last week${reason}`,
        "Read the log of that time.",
      ),
    );
  }
  return findings;
}

const HOW_TO_WORK: Record<string, string> = {
  standalone: "Run npm run worker.",
  off: "WORKER_MODE is off here: run npm run worker on another machine.",
  cron: "Let the host's scheduler call /api/worker/drain each minute, with CRON_SECRET.",
};

function age(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
