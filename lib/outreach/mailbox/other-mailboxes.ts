import type { TxCtx } from "@/lib/platform/transaction";
import { FIRST_MAILBOX } from "./schemas";
import { selectMailboxNumbers } from "./store-mail-account";

/** The mailboxes that emails leave from, but for the first, in the caller's transaction. */
export const otherMailboxes = async (tx: TxCtx): Promise<number[]> =>
  (await selectMailboxNumbers(tx)).filter((mailbox) => mailbox !== FIRST_MAILBOX);
