import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findPartitionName } from "./store-partitions";

/** The table that holds the workspace's leads, `genesis.leads_p_…`; null before the first launch. */
export async function findLeadsTable(ctx: WorkspaceCtx): Promise<string | null> {
  requirePermission(ctx, "leads.read");
  const name = await withReadTransaction(ctx, findPartitionName);
  return name && `genesis.${name}`;
}
