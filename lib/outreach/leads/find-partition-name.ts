import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectPartitionName } from "./store-partitions";

/** The name of the partition that holds the workspace's leads; null before a launch made one. */
export async function findPartitionName(ctx: WorkspaceCtx): Promise<string | null> {
  requirePermission(ctx, "ignition.read");
  return withReadTransaction(ctx, selectPartitionName);
}
