import { setTimeout as wait } from "node:timers/promises";
import { MAX_EVENTS, type ExecutionEvent, type ExecutionEvents } from "@/lib/contracts/instance";
import type { InstanceClient } from "../instance-client";
import type { SidecarStore } from "../store";
import type { Follow } from "./followed-runs";
import { LogTail } from "./log-tail";
import { parseLine, type LoggedEvent } from "./parse-line";

const WATCHED_MS = 100;
const IDLE_MS = 1_000;
const RETRY_MS = 1_000;
/** A run's first lines may be read before its webhook answered which execution it is. */
const HELD_MS = 10_000;
const MOST_HELD = 5_000;
const OVER = new Set<ExecutionEvent["phase"]>(["workflow_succeeded", "workflow_failed", "workflow_cancelled"]);

type Options = { path: string; store: SidecarStore; client: InstanceClient };

/**
 * Follows the engine's event log and reports the lines of sandbox runs, in order, each until the application has it. The place in the log
 * moves on only then, so a restart repeats what may not have arrived.
 */
export function eventReporter({ path, store, client }: Options): { follow: Follow; stop(): Promise<void> } {
  const stopping = new AbortController();
  const tail = new LogTail(path, store.logPlace());
  let wake = new AbortController();
  let held: { event: LoggedEvent; since: number }[] = [];

  const follow: Follow = (run) => {
    store.followRun(run);
    wake.abort();
  };

  /** The lines of followed runs; those of an execution that may yet be followed are held for a while. */
  const sort = (read: LoggedEvent[]): ExecutionEvent[] => {
    const now = Date.now();
    const all = [...held, ...read.map((event) => ({ event, since: now }))];
    held = [];
    return all.flatMap((entry) => {
      const run_id = store.runOf(entry.event.execution_id);
      if (run_id) return [{ ...entry.event, run_id }];
      if (now - entry.since < HELD_MS) held.push(entry);
      return [];
    });
  };

  const report = async (events: ExecutionEvent[]): Promise<void> => {
    for (let at = 0; at < events.length; at += MAX_EVENTS) {
      const body: ExecutionEvents = { events: events.slice(at, at + MAX_EVENTS) };
      while (!stopping.signal.aborted && !(await client.post("/api/n8n/execution-events", body)))
        await wait(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    for (const { execution_id, phase } of events) if (OVER.has(phase)) store.endRun(execution_id);
  };

  const turn = async (): Promise<boolean> => {
    const lines = tail.read();
    const events = sort(lines.flatMap((line) => parseLine(line) ?? []));
    held = held.slice(-MOST_HELD);
    if (events.length > 0) await report(events);
    if (stopping.signal.aborted) return false;
    const place = tail.place();
    if (place && lines.length > 0) store.setLogPlace(place);
    return lines.length > 0;
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const went = await turn().catch((error: unknown) => {
        console.error(JSON.stringify({ level: "error", msg: "the event log cannot be read", error: String(error) }));
        return false;
      });
      if (went) continue;
      wake = new AbortController();
      const signal = AbortSignal.any([wake.signal, stopping.signal]);
      const pause = store.hasOpenRuns() ? WATCHED_MS : IDLE_MS;
      await wait(pause, undefined, { signal }).catch(() => undefined); // woken
    }
  };
  const running = run();
  return {
    follow,
    stop: async () => {
      stopping.abort();
      await running;
      tail.close();
    },
  };
}
