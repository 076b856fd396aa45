import type { TxCtx } from "@/lib/platform/transaction";
import { callMailboxAddress } from "./store-mail-account";

/** The address that a mailbox sends from, in the caller's transaction. */
export const mailboxAddress = async (tx: TxCtx, mailbox: number): Promise<string> =>
  (await callMailboxAddress(tx, mailbox)) ?? "the first mailbox";
