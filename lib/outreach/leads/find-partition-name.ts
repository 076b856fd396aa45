import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findPartition } from "./store-partitions";

/** The name of the partition that holds the workspace's leads; null before a launch made one. */
export async function findPartitionName(ctx: WorkspaceCtx): Promise<string | null> {
  requirePermission(ctx, "ignition.read");
  const found = await withServiceTransaction(ctx, (tx) => findPartition(tx, ctx.workspaceId));
  return found?.partitionName ?? null;
}
