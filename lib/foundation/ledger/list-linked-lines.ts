import type { TxCtx } from "@/lib/platform/transaction";
import type { LedgerEntry } from "./schemas";
import { selectLinked } from "./store";

/** The ledger lines of a company that link to one of these things, oldest first, at most 200. */
export const listLinkedLines = (tx: TxCtx, of: { projectId: string; ids: readonly string[] }): Promise<LedgerEntry[]> =>
  selectLinked(tx, of);
