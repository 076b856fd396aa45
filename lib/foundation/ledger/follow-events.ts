import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { onNotification } from "@/lib/platform/listen";
import { listEventsAfter } from "./list-events-after";
import type { Followed } from "./store";
import { startingPosition } from "./starting-position";

type Following = {
  projectId: string;
  position: string | undefined;
  signal: AbortSignal;
  /** How long the first look after a wake waits for more; it doubles from there. */
  firstPauseMs?: number;
};

const SOONEST_MS = 25;

const LATEST_MS = 5_000;

/** Sleeps until `ms` have passed, somebody calls `wake`, or the reader is gone; a call between two sleeps is not lost. */
function alarm(signal: AbortSignal) {
  let called = false;
  let ring: (() => void) | undefined;
  const wake = (): void => {
    called = true;
    ring?.();
  };
  signal.addEventListener("abort", wake, { once: true });
  const sleep = async (ms: number): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    ring = resolve;
    const timer = setTimeout(resolve, ms);
    if (called || signal.aborted) resolve();
    await promise;
    clearTimeout(timer);
    const woken = called;
    called = false;
    return woken;
  };
  return { wake, sleep };
}

/**
 * The ledger of a company as it grows, in commit order, none skipped and none twice; starts after `position`, or now. Ends when
 * `signal` fires. A notification is only a hint: while a slower transaction of the workspace is still open, newer lines are held back, so
 * after each wake it looks again at growing intervals, and every 5 s in any case.
 */
export async function* followEvents(
  ctx: WorkspaceCtx,
  { projectId, position: asked, signal, firstPauseMs = SOONEST_MS }: Following,
): AsyncGenerator<Followed, void> {
  const { wake, sleep } = alarm(signal);
  const stop = onNotification("project_events", (project) => {
    if (project === projectId || project === "") wake();
  });
  try {
    let position = await startingPosition(ctx, asked);
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      const entries = await listEventsAfter(ctx, { projectId, position });
      for (const followed of entries) {
        position = followed.position;
        yield followed;
      }
      if (entries.length > 0) {
        pauseMs = firstPauseMs;
        continue;
      }
      const woken = await sleep(pauseMs);
      pauseMs = woken ? firstPauseMs : Math.min(pauseMs * 2, LATEST_MS);
    }
  } finally {
    stop();
  }
}
