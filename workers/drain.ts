import { setTimeout as delay } from "node:timers/promises";
import type { Drained } from "@/lib/platform/drain";
import { countUnfinished, openQueue } from "@/lib/platform/queue";
import { serveQueues } from "./start";

/** A function of Vercel may take a minute (`vercel.json`): this long jobs begin; those that still run then get a few seconds to end. */
const BEGIN_MS = 40_000;
const END_MS = 10_000;
const LOOK_EVERY_MS = 500;

/**
 * Works on every queue, and by every schedule, until nothing is due or the time is up. For a host where no process stays: a scheduler asks
 * for it each minute. Two at once share the work; what a run leaves or is interrupted in, the next one does.
 */
export async function drain(beginMs = BEGIN_MS): Promise<Drained> {
  const until = Date.now() + beginMs;
  const interrupt = new AbortController();
  const tally = { done: 0, failed: 0 };
  const boss = await openQueue("worker");
  let left = 0;
  try {
    await serveQueues({
      boss,
      signal: interrupt.signal,
      ended: (succeeded) => (tally[succeeded ? "done" : "failed"] += 1),
    });
    let isScheduling = true;
    do {
      await delay(LOOK_EVERY_MS);
      isScheduling = boss.isTimekeeping();
      left = await countUnfinished(boss);
    } while ((left > 0 || isScheduling) && Date.now() < until);
  } finally {
    const late = setTimeout(() => interrupt.abort(), END_MS / 2);
    await boss.stop({ graceful: true, timeout: END_MS });
    clearTimeout(late);
  }
  return { ...tally, left };
}
