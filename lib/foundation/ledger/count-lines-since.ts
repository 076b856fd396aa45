import type { TxCtx } from "@/lib/platform/transaction";
import { countEntriesSince } from "./store";

/** How many lines the ledger of a company got since a moment; 100 stands for as many or more. */
export const countLinesSince = (tx: TxCtx, of: { projectId: string; since: string }): Promise<number> =>
  countEntriesSince(tx, { ...of, limit: 100 });
