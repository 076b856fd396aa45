import type { TxCtx } from "@/lib/platform/transaction";
import type { ReadPlace } from "@/lib/providers/mail/port";
import { moveToMessage, type Position } from "./store-reading";

/**
 * Moves a reply mailbox on to one message, in the transaction that takes it, so that both are kept or neither; false when the message was
 * taken before, or the account is another one by now.
 */
export const takeTurn = (tx: TxCtx, of: Position, place: ReadPlace): Promise<boolean> => moveToMessage(tx, of, place);
