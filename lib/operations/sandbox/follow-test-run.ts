import { setTimeout as wait } from "node:timers/promises";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { onNotification } from "@/lib/platform/listen";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findExecution } from "./find-execution";
import type { ExecutionRef, RunEvent, TestRun } from "./schemas";
import { selectEventsAfter } from "./store-events";
import { toTestRun } from "./to-test-run";

/** A notification can be lost with its connection; the end of a run that no event told is seen then, too. */
const LOOK_AGAIN_MS = 5_000;
const AT_ONCE = 500;

export type RunMessage = { position: string } & (
  { type: "node_event"; data: RunEvent } | { type: "end"; data: TestRun }
);

/**
 * A run's events after `position`, in order, none twice, as they are stored; then, once it has ended, one `end`. Sleeps in between: nothing
 * is asked of the database until a notification comes, or five seconds passed.
 */
export async function* followTestRun(
  ctx: WorkspaceCtx,
  { position: from, signal, ...ref }: ExecutionRef & { position: string; signal: AbortSignal },
): AsyncGenerator<RunMessage, void> {
  requirePermission(ctx, "campaigns.read");
  const { id: runId } = await withReadTransaction(ctx, (tx) => findExecution(tx, ref));
  let position = from;
  let woken = new AbortController();
  const stop = onNotification("sandbox_events", (id) => {
    if (id === runId || id === "") woken.abort();
  });
  try {
    while (!signal.aborted) {
      woken = new AbortController();
      const { run, events } = await withReadTransaction(ctx, async (tx) => ({
        run: await findExecution(tx, { executionId: runId }),
        events: await selectEventsAfter(tx, { runId, position, limit: AT_ONCE }),
      }));
      for (const event of events) {
        position = event.position;
        yield { type: "node_event", position, data: event };
      }
      if (events.length === AT_ONCE) continue;
      if (run.completed_at !== null) {
        yield { type: "end", position, data: toTestRun(run) };
        return;
      }
      const ends = AbortSignal.any([woken.signal, signal]);
      await wait(LOOK_AGAIN_MS, undefined, { signal: ends }).catch(() => undefined); // woken, or the reader is gone
    }
  } finally {
    stop();
  }
}
