import { Egress } from "@/lib/contracts/instance";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectEgress } from "./store-sending";

/** Which ports a machine reported that it can reach; null for one that never reported, or is not known. */
export async function findEgress({ requestId, db, now }: SystemCtx, machine: string): Promise<Egress | null> {
  // No permission: what a machine can reach is no company's secret; its callers asked.
  const reported = await withServiceTransaction({ requestId, db, now }, (tx) => selectEgress(tx, machine));
  return Egress.safeParse(reported).data ?? null;
}
