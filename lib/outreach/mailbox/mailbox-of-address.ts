import type { TxCtx } from "@/lib/platform/transaction";
import { FIRST_MAILBOX } from "./schemas";
import { findNumberByAddress } from "./store-mail-account";

/** The mailbox that sends from an address, in the caller's transaction; the first for any other address. */
export const mailboxOfAddress = async (tx: TxCtx, address: string): Promise<number> =>
  (await findNumberByAddress(tx, address)) ?? FIRST_MAILBOX;
