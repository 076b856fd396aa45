import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { onNotification } from "@/lib/platform/listen";
import { frozenError, withServiceTransaction } from "@/lib/platform/transaction";
import { AppError } from "@/lib/platform/errors";
import { findFrozenReason, findMembership, isKeyValid } from "./store";

type Watch = {
  signal: AbortSignal;
  stop: () => void;
  /** Looks now, once: what changed before the watch began was notified to nobody. */
  look: () => Promise<void>;
};

const removed = (): AppError =>
  new AppError("forbidden", "You are not a member of this workspace any more.", { code: "workspace.forbidden" });

/** Why the actor of a context may go on no longer; null while they may. Asked of the database, never of a cache. */
async function lostAccess(ctx: WorkspaceCtx): Promise<AppError | null> {
  const { workspaceId, actor } = ctx;
  return withServiceTransaction(ctx, async (tx) => {
    const frozen = ctx.whileFrozen ? null : await findFrozenReason(tx, workspaceId);
    if (frozen !== null) return frozenError(frozen);
    if (actor.type === "user" && !(await findMembership(tx, workspaceId, actor.userId))) return removed();
    if (actor.type === "key" && !(await isKeyValid(tx, actor.keyId))) return removed();
    return null;
  });
}

/**
 * Watches over something that lasts, a stream or a job: the signal fires, with the error as its reason, as soon as the actor is removed
 * or the workspace frozen, in whichever process that happened. Call `stop` when it is over.
 */
export function watchAccess(ctx: WorkspaceCtx): Watch {
  const ended = new AbortController();
  const look = async (): Promise<void> => {
    const lost = await lostAccess(ctx);
    if (lost) ended.abort(lost);
  };
  const stop = onNotification("access_changes", (workspaceId) => {
    if (workspaceId !== "" && workspaceId !== ctx.workspaceId) return;
    // The next notification, or the reconnect, looks again.
    look().catch((error: unknown) => log().warn({ err: error }, "looking whether access was lost failed"));
  });
  return { signal: ended.signal, stop, look };
}
