import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { tellWritten } from "./running-replies";
import { updateRunning, type ReplyChange } from "./store";

const LOOK_MS = 250;
const HEARTBEAT_MS = 5_000;

type Row = { replyId: string; read: () => ReplyChange; lost: () => void };

/**
 * Stores a growing reply four times a second where it changed, and every five seconds in any case, so that others see it grow and know
 * that its process lives. `lost` is called once the row runs no more: it was stopped elsewhere, or the workspace is closed to it.
 */
// No permission: the verb that writes the reply has asked.
// No event: its end is the fact.
export function replyRow(ctx: WorkspaceCtx, { replyId, read, lost }: Row): { stop: () => Promise<void> } {
  let stored = "";
  let storedAt = 0;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  const store = async (): Promise<void> => {
    const change = read();
    const state = JSON.stringify(change);
    if (state === stored && Date.now() - storedAt < HEARTBEAT_MS) return;
    const stands = await withTransaction(ctx, (tx) => updateRunning(tx, replyId, change));
    if (!stands) return lost();
    [stored, storedAt] = [state, Date.now()];
    tellWritten(replyId);
  };
  const timer = setInterval(() => {
    if (isWriting) return;
    isWriting = true;
    writing = store()
      .catch(lost)
      .finally(() => {
        isWriting = false;
      });
  }, LOOK_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
