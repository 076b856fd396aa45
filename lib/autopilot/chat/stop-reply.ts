import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { endReply } from "./end-reply";
import { abortReply, tellWritten, whenOver } from "./running-replies";
import type { StoppedReply } from "./schemas";
import { findRunning, interruptRunning } from "./store";

/** How long a reply of this process may take to store its last words. */
const LAST_WORDS_MS = 200;

/** Stops the reply that is being written; its text so far stays, as interrupted. Nothing happens when none is. */
export async function stopReply(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<StoppedReply> {
  requirePermission(ctx, "chat.write");
  const running = await withReadTransaction(ctx, (tx) => findRunning(tx, { projectId }));
  if (!running) return { stopped: null };
  abortReply(running.id);
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, LAST_WORDS_MS);
  await Promise.race([whenOver(running.id), patience.promise]).finally(() => clearTimeout(timer));
  // No event: endReply appends it.
  await withTransaction(ctx, async (tx) => {
    const ended = await interruptRunning(tx, running.id);
    if (ended) await endReply(tx, { ...ended, projectId, status: "interrupted", tokens: 0 });
  });
  tellWritten(running.id);
  return { stopped: running.id };
}
