import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import { endReply } from "./end-reply";
import { isGivenUp } from "./shown-message";
import { findRunning, insertReply, interruptRunning } from "./store";

/**
 * Takes the one place in which a reply of a company is written. A reply whose process died is ended first; 409 `chat.reply_running` with
 * its id while another one is being written.
 */
export async function claimReply(
  tx: TxCtx,
  { projectId, parentId }: { projectId: string; parentId: string },
): Promise<string> {
  const before = await findRunning(tx, { projectId });
  if (before && isGivenUp(before, tx.now())) {
    const ended = await interruptRunning(tx, before.id);
    if (ended) await endReply(tx, { ...ended, projectId, status: "interrupted", tokens: 0 });
  }
  const id = newId();
  if (await insertReply(tx, { id, projectId, parentId })) return id;
  const running = await findRunning(tx, { projectId });
  throw new AppError("conflict", "A reply is being written. Stop it, or wait until it is complete.", {
    code: "chat.reply_running",
    details: { running_id: running?.id ?? null },
  });
}
