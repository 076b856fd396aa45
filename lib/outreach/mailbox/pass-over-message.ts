import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ReadPlace } from "@/lib/providers/mail/port";
import { MessagePassedOver } from "./events";
import { lockReplyRow, moveToMessage, updateReplyRow, type Position } from "./store-reading";
import { callMailboxAddress } from "./store-mail-account";

const MOST_ATTEMPTS = 3;

/**
 * One message could not be taken, in the caller's transaction. The third time it is passed over, which the founders are told, so that it
 * keeps no other answer waiting; true then.
 */
export async function passOverMessage(tx: TxCtx, of: Position, place: ReadPlace): Promise<boolean> {
  const row = await lockReplyRow(tx, of.mailbox);
  if (!row || row.revision !== of.revision) return false;
  const stuck = row.stuck + 1;
  if (stuck < MOST_ATTEMPTS) {
    await updateReplyRow(tx, of, { stuck });
    return false;
  }
  if (!(await moveToMessage(tx, of, place))) return false;
  const address = (await callMailboxAddress(tx, of.mailbox)) ?? "";
  await appendEvent(tx, MessagePassedOver, { mailbox: of.mailbox, address });
  await notify(tx, [
    {
      type: "reply_mailbox.passed_over",
      title: `One message in ${address} could not be read and was passed over. Look into that mailbox.`,
      data: { mailbox: of.mailbox },
    },
  ]);
  return true;
}
