import type { TxCtx } from "@/lib/platform/transaction";
import type { Verdict } from "./schemas";
import { updateVerdict } from "./store";

/** Gives an executed approval the checker's verdict, in the checker's transaction and role; false when it was never executed. */
export const followVerdict = (
  tx: TxCtx,
  of: { approvalId: string; verdict: Exclude<Verdict, "pending">; words: string },
): Promise<boolean> => updateVerdict(tx, of);
