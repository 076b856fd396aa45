import type { TxCtx } from "@/lib/platform/transaction";
import { endTrouble } from "./store-account-checks";

/** An email went out: the account works, and its next trouble is told anew. In the caller's transaction. */
export const noteRecovery = (tx: TxCtx): Promise<void> => endTrouble(tx);
