import type { TxCtx } from "@/lib/platform/transaction";
import { callEraseLead, selectLeadIds } from "./store-lead";

/** Erases up to `limit` people as `eraseLeads` does, in the caller's transaction; 0 when none is left. The caller has checked the permission. */
export async function eraseNextLeads(tx: TxCtx, limit: number): Promise<number> {
  const ids = await selectLeadIds(tx, limit);
  return ids.length > 0 ? callEraseLead(tx, ids, false) : 0;
}
