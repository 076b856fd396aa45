import type { TxCtx } from "@/lib/platform/transaction";
import { endTrouble } from "./store-account-checks";

/** An email went out: its mailbox works, and the next trouble is told anew. In the caller's transaction. */
export const noteRecovery = (tx: TxCtx, mailbox: number): Promise<void> => endTrouble(tx, mailbox);
