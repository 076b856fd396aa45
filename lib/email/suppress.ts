import type { TxCtx } from "@/lib/platform/transaction";
import { insertSuppressions, type Suppression } from "./store-delivery";

/** Puts addresses on the suppression list in the caller's transaction; the first reason stands. */
export async function suppress(tx: TxCtx, suppressions: readonly Suppression[]): Promise<void> {
  if (suppressions.length > 0) await insertSuppressions(tx, suppressions);
}
