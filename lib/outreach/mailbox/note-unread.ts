import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import { enqueue } from "@/lib/platform/queue";
import type { TxCtx } from "@/lib/platform/transaction";
import type { CheckStage } from "@/lib/providers/mail/port";
import { RepliesUnread } from "./events";
import { followFailure } from "./follow-failure";
import { MailUnreadReplies } from "./jobs";
import { lockReplyRow, updateReplyRow, type Position } from "./store-reading";
import { callMailboxAddress } from "./store-mail-account";

type Failure = { stage: CheckStage; message: string };

/**
 * A reply mailbox could not be read, in the caller's transaction: it is tried again later, each time after a longer wait. Once it has lasted, the
 * founders are told, in the bell and by email, one time, and follow-ups from the mailbox wait.
 */
export async function noteUnread(tx: TxCtx, of: Position, { stage, message }: Failure): Promise<void> {
  const row = await lockReplyRow(tx, of.mailbox);
  if (!row || row.revision !== of.revision) return;
  const before = {
    failures: row.failures,
    failingSince: row.failingSince === null ? null : new Date(row.failingSince),
  };
  const { failures, failingSince, nextReadAt, isOver } = followFailure(before, { stage, at: tx.now() });
  const isNews = isOver && row.toldAt === null;
  const toldAt = tx.now().toISOString();
  await updateReplyRow(tx, of, {
    failures,
    failing_since: failingSince.toISOString(),
    next_read_at: nextReadAt.toISOString(),
    stage,
    problem: message,
    ...(isNews && { told_at: toldAt }),
  });
  if (!isNews) return;
  const address = (await callMailboxAddress(tx, of.mailbox)) ?? "";
  await appendEvent(tx, RepliesUnread, { mailbox: of.mailbox, address, words: message });
  await notify(tx, [
    {
      type: "reply_mailbox.unread",
      title: `Replies to ${address} cannot be read, so its follow-ups wait.`,
      data: { mailbox: of.mailbox },
    },
  ]);
  await enqueue(tx, MailUnreadReplies, { workspaceId: tx.workspaceId, mailbox: of.mailbox, toldAt });
}
