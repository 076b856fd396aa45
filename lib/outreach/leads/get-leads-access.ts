import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireJob } from "@/lib/foundation/access/require-job";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decrypt } from "@/lib/foundation/vault/cipher";
import type { LeadsAccess } from "./schemas";
import { findPartition } from "./store-partitions";

/** The login of the workspace's instance in plain text, for its database credential; `leads_partition.missing` before a launch made one. */
export async function getLeadsAccess(ctx: WorkspaceCtx): Promise<LeadsAccess> {
  requirePermission(ctx, "ignition.launch");
  requireJob(ctx);
  const found = await withServiceTransaction(ctx, (tx) => findPartition(tx, ctx.workspaceId));
  if (!found) {
    throw new AppError("not_found", "This workspace has no leads partition yet: launch it first.", {
      code: "leads_partition.missing",
    });
  }
  const { partitionName, loginRole, passwordEncrypted } = found;
  return { partitionName, loginRole, password: decrypt(ctx.workspaceId, passwordEncrypted) };
}
