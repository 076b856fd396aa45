import { AppError } from "@/lib/platform/errors";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { EngineCall } from "@/lib/providers/workflow-engine/port";

/** One attempt to carry a freeze out; `signal` fires when its time is over. */
export type Enforcement = { ctx: WorkspaceCtx; freezeId: string; signal: AbortSignal };

/** An engine that needs longer for one thing is one that does not answer. */
const CALL_TIMEOUT_MS = 10_000;

export const LIFTED = "freeze.lifted";
export const STILL_RUNNING = "freeze.still_running";

/** Saves a step of the freeze; throws `freeze.lifted` when there is nothing to carry out any more. */
export async function saveStep({ ctx }: Enforcement, save: (tx: TxCtx) => Promise<boolean>): Promise<void> {
  if (await withTransaction(ctx, save)) return;
  throw new AppError("conflict", "The freeze was lifted.", { code: LIFTED });
}

/** Asks the engine one thing, for ten seconds at most. */
export async function ask<T>({ ctx, signal }: Enforcement, what: (call: EngineCall) => Promise<T>): Promise<T> {
  const tooSlow = AbortSignal.timeout(CALL_TIMEOUT_MS);
  try {
    return await what({ workspaceId: ctx.workspaceId, signal: AbortSignal.any([signal, tooSlow]) });
  } catch (cause) {
    if (cause instanceof AppError || !tooSlow.aborted) throw cause;
    throw new AppError("unavailable", `The engine did not answer within ${CALL_TIMEOUT_MS / 1000} s.`, {
      code: "engine.slow",
      cause,
    });
  }
}
