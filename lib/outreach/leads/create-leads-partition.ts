import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isTimeout } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { createPartition } from "./store-partitions";

/** All leads of a workspace move, after the other launches: as long as the step may take. */
const MOVING_SECONDS = 120;

/**
 * Gives the workspace a partition of its own, whose name says nothing about it; leads imported before move into it. Repeated, it answers
 * the same one. Retryable `leads_partition.busy` (503) while a long read holds the leads: other workspaces do not wait behind this. A
 * step of the launch, whose own line in the ledger names it.
 */
export async function createLeadsPartition(ctx: WorkspaceCtx): Promise<{ partitionName: string }> {
  requirePermission(ctx, "ignition.launch");
  const { workspaceId } = ctx;
  // Past RLS: a tenant may not create tables.
  const create = patiently(MOVING_SECONDS, () => withServiceTransaction(ctx, (tx) => createPartition(tx, workspaceId)));
  const partitionName = await create.catch((error: unknown) => {
    if (!isTimeout(error)) throw error;
    throw new AppError("unavailable", "The leads are being read by a long job, a backup perhaps. It is tried again.", {
      code: "leads_partition.busy",
      cause: error,
    });
  });
  return { partitionName };
}
