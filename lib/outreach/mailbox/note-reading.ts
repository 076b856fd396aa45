import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ReadPlace } from "@/lib/providers/mail/port";
import { RepliesReadAgain } from "./events";
import { lockReplyRow, updateReplyRow, type Position } from "./store-reading";
import { callMailboxAddress } from "./store-mail-account";

const PAUSE_MS = 3 * 60_000;

/**
 * A look into a reply mailbox has come to `place`, in the caller's transaction. Unless more waits, its answers count as read now; a mailbox that
 * could not be read before is told to be read again.
 */
export async function noteReading(
  tx: TxCtx,
  { place, isMore, ...of }: Position & { place: ReadPlace; isMore: boolean },
): Promise<void> {
  const row = await lockReplyRow(tx, of.mailbox);
  if (!row || row.revision !== of.revision) return;
  const uid = row.place?.uidValidity === place.uidValidity ? Math.max(row.place.uid, place.uid) : place.uid;
  const now = tx.now().toISOString();
  const moved = { uid_validity: place.uidValidity, last_uid: uid };
  if (isMore) return updateReplyRow(tx, of, { ...moved, next_read_at: now });
  await updateReplyRow(tx, of, {
    ...moved,
    read_at: now,
    next_read_at: new Date(tx.now().getTime() + PAUSE_MS).toISOString(),
    ...{ failures: 0, failing_since: null, stage: null, problem: null, told_at: null },
  });
  if (row.toldAt === null) return;
  const address = (await callMailboxAddress(tx, of.mailbox)) ?? "";
  await appendEvent(tx, RepliesReadAgain, { mailbox: of.mailbox, address });
  await notify(tx, [
    {
      type: "reply_mailbox.recovered",
      title: `Replies to ${address} are read again: its follow-ups go on.`,
      data: { mailbox: of.mailbox },
    },
  ]);
}
