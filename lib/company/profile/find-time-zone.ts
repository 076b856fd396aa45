import type { TxCtx } from "@/lib/platform/transaction";
import { selectTimeZone } from "./store-time-zone";

/** The zone a workspace counts its days in, as the caller's transaction sees it; UTC until it has chosen one. */
export async function findTimeZone(tx: TxCtx): Promise<string> {
  // No permission: the caller's verb has asked for its own; whoever may see a day may know which one it is.
  return (await selectTimeZone(tx)) ?? "UTC";
}
