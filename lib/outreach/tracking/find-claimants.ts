import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectClaimants, type Claimant } from "./store";

/**
 * The companies whose links a host carries: the one that holds it, and before a check has found that it leads here, each that named it.
 * None: it is no host of links.
 */
export async function findClaimants(ctx: SystemCtx, host: string): Promise<Claimant[]> {
  const named = await withServiceTransaction(ctx, (tx) => selectClaimants(tx, host));
  const holder = named.find(({ holds }) => holds);
  return holder ? [holder] : named;
}
