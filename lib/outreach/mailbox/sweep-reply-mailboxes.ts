import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { ReadReplyMailbox } from "./jobs";
import { callTakeDueReplies } from "./store-reading";

const MAX_MAILBOXES = 500;

/** Enqueues one reading for each reply mailbox that is due; answers their workspaces. One whose job is lost is due again after five minutes. */
export async function sweepReplyMailboxes({ requestId, db, now }: SystemCtx): Promise<string[]> {
  return withServiceTransaction({ requestId, db, now }, async (tx) => {
    const due = await callTakeDueReplies(tx, MAX_MAILBOXES);
    for (const mailbox of due) await enqueue(tx, ReadReplyMailbox, mailbox);
    return due.map(({ workspaceId }) => workspaceId);
  });
}
