import type { SystemCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { flipOverdue, insertBeat } from "./store-instances";

/** Three heartbeats. */
export const LATE_SECONDS = 90;
export const SILENT_SECONDS = 300;

/** Calls machines late after 90 s and silent after 300 s without a word, each change once; only those that are due are read. */
export async function evaluateFleet({ requestId, db, now }: SystemCtx): Promise<{ late: number; silent: number }> {
  // No permission: a sweep by the clock.
  // No event: a machine belongs to no company; its life is in instance_heartbeats.
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const silent = await flipOverdue(tx, { from: "late", to: "silent", alertAfterSeconds: null });
    const late = await flipOverdue(tx, { from: "ready", to: "late", alertAfterSeconds: SILENT_SECONDS });
    for (const instanceId of silent) {
      await insertBeat(tx, {
        instanceId,
        state: "silent",
        previous_state: "late",
        reason: "Nothing for five minutes.",
      });
    }
    for (const instanceId of late) {
      await insertBeat(tx, {
        instanceId,
        state: "late",
        previous_state: "ready",
        reason: "Three heartbeats are missing.",
      });
    }
    if (silent.length > 0) log().warn({ instances: silent.length }, "machines fell silent");
    return { late: late.length, silent: silent.length };
  });
}
