import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findN8nVersion } from "./store-instances";

/** The version of n8n that a machine reported last; null for a machine that never said, or is not known. */
export async function findMachineVersion({ requestId, db, now }: SystemCtx, name: string): Promise<string | null> {
  return withServiceTransaction({ requestId, db, now }, (tx) => findN8nVersion(tx, name));
}
