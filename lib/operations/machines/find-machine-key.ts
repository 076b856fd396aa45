import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findKey } from "./store-bootstraps";

/** The public key (SPKI PEM) that a machine gave at its first start; null for a name that no machine in use has. */
export async function findMachineKey({ requestId, db, now }: SystemCtx, name: string): Promise<string | null> {
  // No permission: a machine that says who it is belongs to nobody yet.
  return withServiceTransaction({ requestId, db, now }, (tx) => findKey(tx, name));
}
