import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { onNotification } from "@/lib/platform/listen";
import pRetry from "p-retry";
import { frozenError, withServiceTransaction } from "@/lib/platform/transaction";
import { AppError } from "@/lib/platform/errors";
import { findFrozenReason, findMembership, isKeyValid, isTokenValid } from "./store";

type Watch = {
  signal: AbortSignal;
  stop: () => void;
  /** Looks now, once: what changed before the watch began was notified to nobody. */
  look: () => Promise<void>;
};

const removed = (): AppError =>
  new AppError("forbidden", "You are not a member of this workspace any more.", { code: "workspace.forbidden" });

const ended = (credential: string): AppError =>
  new AppError("forbidden", `The ${credential} that this began with was rotated, revoked or has expired.`, {
    code: "workspace.forbidden",
  });

/** Why the actor of a context may go on no longer; null while they may. Asked of the database, never of a cache. */
async function lostAccess(ctx: WorkspaceCtx): Promise<AppError | null> {
  const { workspaceId, actor } = ctx;
  return withServiceTransaction(ctx, async (tx) => {
    const frozen = ctx.whileFrozen ? null : await findFrozenReason(tx, workspaceId);
    if (frozen !== null) return frozenError(frozen);
    if (actor.type === "user" && !(await findMembership(tx, workspaceId, actor.userId))) return removed();
    if (actor.type === "key" && !(await isKeyValid(tx, actor.keyId))) return ended("API key");
    if (actor.type === "webhook" && !(await isTokenValid(tx, actor.tokenId))) return ended("webhook token");
    return null;
  });
}

/** A look that fails because the database is away is repeated until it answers. */
const REPEAT = { minTimeout: 250, maxTimeout: 5_000, retries: Number.POSITIVE_INFINITY };

/**
 * Watches over something that lasts, a stream or a job: the signal fires, with the error as its reason, as soon as the actor's membership,
 * key or token has ended or the workspace is frozen, in whichever process that happened. Call `stop` when it is over.
 */
export function watchAccess(ctx: WorkspaceCtx): Watch {
  const lost = new AbortController();
  const stopped = new AbortController();
  const look = async (): Promise<void> => {
    const reason = await lostAccess(ctx);
    if (reason) lost.abort(reason);
  };
  const lookUntilAnswered = async (): Promise<void> => {
    const onFailedAttempt = ({ error }: { error: Error }): void =>
      log().warn({ err: error }, "looking whether access was lost failed; it is repeated");
    await pRetry(look, { ...REPEAT, signal: stopped.signal, onFailedAttempt });
  };
  const unfollow = onNotification("access_changes", (workspaceId) => {
    if (workspaceId !== "" && workspaceId !== ctx.workspaceId) return;
    lookUntilAnswered().catch((error: unknown) => {
      if (!stopped.signal.aborted) log().error({ err: error }, "access is no longer watched");
    });
  });
  const stop = (): void => {
    unfollow();
    stopped.abort();
  };
  return { signal: lost.signal, stop, look };
}
