import { setTimeout as wait } from "node:timers/promises";
import { takeRestartRequests } from "@/lib/providers/compute/local/restart-requests";
import { say } from "./progress";
import type { Supervisor } from "./supervisor";

const EVERY_MS = 1_000;
const NAMES = { n8n: "n8n", sidecar: "Sidecar" } as const;

/** Restarts the parts that the application asks for, until a stop is wanted. */
export async function serveRestarts(supervisor: Supervisor, home: string): Promise<void> {
  const { signal } = supervisor;
  while (!signal.aborted) {
    try {
      for (const part of await takeRestartRequests(home)) await supervisor.restart(NAMES[part]);
    } catch (error) {
      say(`! A restart that was asked for failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    await wait(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined); // the signal is seen at the next turn
  }
}
