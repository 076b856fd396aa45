import { watchAccess } from "@/lib/foundation/access/watch-access";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** Shorter than a lease lasts, so that a call under way is never taken for an abandoned one. */
const LONGEST_MS = 8 * 60 * 1000;

export type Term = { signal: AbortSignal; over: () => void };

/** A call of a model may go on until its caller stops it, its workspace is frozen, its actor lost access or its time is over. Call `over` at its end. */
export function modelTerm(ctx: WorkspaceCtx, stop: AbortSignal): Term {
  const access = watchAccess(ctx);
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(tooLong()), LONGEST_MS);
  return {
    signal: AbortSignal.any([stop, access.signal, ended.signal]),
    over: () => {
      clearTimeout(timer);
      access.stop();
      ended.abort(new AppError("impossible", "The call is over.", { code: "model.over" }));
    },
  };
}

const tooLong = (): AppError =>
  new AppError("unavailable", `The answer took longer than ${LONGEST_MS / 60_000} minutes. Try again.`, {
    code: "model.too_long",
  });
