import pRetry, { type RetryContext } from "p-retry";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { awaitDrained } from "./await-drained";
import { LIFTED, saveStep, STILL_RUNNING, type Enforcement } from "./enforcement";
import { proveFreeze } from "./prove-freeze";
import { seeNothingRun, stopEngine, targetOf } from "./stop-engine";
import { beginEnforcing, endEnforcing, findFreeze, saveDrained, saveTrouble, type FreezeRow } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** One run, long enough for fifty freezes that share one engine; the sweep begins the next one within a minute. */
const RUN_MS = 100_000;
/** Longer than a run and the last command it may have sent. */
const LEASE_SECONDS = 130;
const BACKOFF = { minTimeout: 500, factor: 2, maxTimeout: 5_000 };

/**
 * Carries a freeze out and proves it: stops what runs, unpublishes every workflow, waits for transactions from before, and looks until
 * nothing is left. Killed at any point, the next run goes on. While the engine does not answer the freeze says so, in words, and stands.
 */
export async function enforceFreeze(ctx: JobCtx, { freezeId }: { freezeId: string }): Promise<void> {
  requirePermission(ctx, "workspace.own");
  // No event: proveFreeze writes one when it is done.
  const freeze = await withTransaction(ctx, (tx) => beginEnforcing(tx, freezeId, LEASE_SECONDS));
  if (!freeze) return;
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(RUN_MS)]);
  const run: Enforcement = { ctx, freezeId, signal };
  try {
    await pRetry(() => attempt(run, freeze), {
      ...BACKOFF,
      // One that did not answer a minute ago is asked once: it must not hold up the others.
      retries: freeze.shown.state === "unreachable" ? 0 : 100,
      signal,
      shouldRetry: ({ error }: RetryContext) => error instanceof AppError && error.retryable && !isOurs(error),
      onFailedAttempt: ({ error }: RetryContext) => (isOurs(error) ? undefined : recordTrouble(run, error)),
    });
  } catch (error) {
    if (isLifted(error)) return;
    // The worker is stopping, the database is away or this is our own mistake: the queue gives the job to another run.
    if (ctx.signal.aborted || isOurs(error)) throw error;
    // A run that ended between two tries has told its trouble already; one that ended within its first has not.
    if (isAbort(error)) await recordTrouble(run, error, { unlessKnown: true });
  } finally {
    await withTransaction(ctx, (tx) => endEnforcing(tx, freezeId));
  }
}

async function attempt(run: Enforcement, freeze: FreezeRow): Promise<void> {
  const engine = await findEngine(run.ctx);
  const target = engine && (await targetOf(run, engine));
  if (target) await stopEngine(run, target, freeze.shown.state === "proven");
  if (!freeze.drainedAt) await drain(run);
  await proveFreeze(run, target && (await seeNothingRun(run, target)));
}

async function drain(run: Enforcement): Promise<void> {
  await awaitDrained(run.ctx);
  await saveStep(run, (tx) => saveDrained(tx, run.freezeId));
}

const isLifted = (error: unknown): boolean => error instanceof AppError && error.code === LIFTED;

/** Not the engine's trouble: the freeze is over, the database is away, or we are at fault. */
const isOurs = (error: unknown): boolean =>
  isLifted(error) || (error instanceof AppError ? error.code.startsWith("database.") : !isAbort(error));

const isAbort = (error: unknown): error is Error =>
  error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");

async function recordTrouble(
  { ctx, freezeId }: Enforcement,
  error: Error,
  { unlessKnown = false } = {},
): Promise<void> {
  const still = error instanceof AppError && error.code === STILL_RUNNING;
  const trouble = still
    ? ({ state: "enforcing", error: `${error.message} It is tried again until nothing is left.` } as const)
    : ({ state: "unreachable", error: unreachable(error) } as const);
  await withTransaction(ctx, async (tx) => {
    const known = unlessKnown && (await findFreeze(tx, freezeId))?.shown.last_error;
    if (!known) await saveTrouble(tx, freezeId, trouble);
  });
}

const unreachable = (error: Error): string =>
  `The outreach engine cannot be stopped now: ${error instanceof AppError ? error.message : "it did not finish in time."} ` +
  "Every door is shut and the database hands out no more mail, but what runs in the engine may still run. " +
  "Start the instance and its sidecar, or switch the machine off; it is tried again every minute.";
