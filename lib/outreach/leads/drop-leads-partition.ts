import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { dropPartition, MOVING_SECONDS } from "./store-partitions";

/**
 * Takes the partition and its login role away; the leads move back and none is lost. Safe when there is none. A step of the
 * launch, whose own line in the ledger names it.
 */
export async function dropLeadsPartition(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  await patiently(MOVING_SECONDS, () => withServiceTransaction(ctx, (tx) => dropPartition(tx, ctx.workspaceId)));
}
