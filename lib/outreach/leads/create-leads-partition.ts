import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newSecret } from "@/lib/platform/ids";
import { patiently } from "@/lib/platform/patience";
import { withServiceTransaction, type ServiceTx } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decrypt, encrypt } from "@/lib/foundation/vault/cipher";
import type { LeadsAccess } from "./schemas";
import { createPartition, findPartition, lockPartitions, MOVING_SECONDS } from "./store-partitions";

/**
 * Gives the workspace its own partition and a login role that reaches nothing else; leads imported before move into it. Repeated,
 * it answers the same login. A step of the launch, whose own line in the ledger names it.
 */
export async function createLeadsPartition(ctx: WorkspaceCtx): Promise<LeadsAccess> {
  requirePermission(ctx, "ignition.launch");
  const { workspaceId } = ctx;
  // Past RLS: a tenant may not create tables and roles.
  const create = async (tx: ServiceTx): Promise<LeadsAccess> => {
    await lockPartitions(tx);
    const known = await findPartition(tx, workspaceId);
    const password = known ? decrypt(workspaceId, known.passwordEncrypted) : newSecret();
    const passwordEncrypted = known?.passwordEncrypted ?? encrypt(workspaceId, password);
    const { partitionName, loginRole } = await createPartition(tx, { workspaceId, password, passwordEncrypted });
    return { partitionName, loginRole, password };
  };
  return patiently(MOVING_SECONDS, () => withServiceTransaction(ctx, create));
}
