import { setTimeout as wait } from "node:timers/promises";
import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { evaluateFleet } from "./evaluate-fleet";

const EVERY_MS = 15_000;

type Options = { signal: AbortSignal; everyMs?: number };

/**
 * Watches the fleet by a timer of this process, from now until the signal: it goes on while no worker and no queue does. A round that fails
 * says so in the log and is followed by the next; other processes may do the same.
 */
export async function keepEvaluating(ctx: SystemCtx, { signal, everyMs = EVERY_MS }: Options): Promise<void> {
  while (!signal.aborted) {
    await evaluateFleet(ctx).catch((error: unknown) => log().warn({ err: error }, "the fleet could not be evaluated"));
    await wait(everyMs, undefined, { signal, ref: false }).catch(() => undefined); // the signal is seen at the next turn
  }
}
