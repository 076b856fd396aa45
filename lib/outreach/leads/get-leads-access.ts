import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { newSecret } from "@/lib/platform/ids";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireJob } from "@/lib/foundation/access/require-job";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decrypt, encrypt } from "@/lib/foundation/vault/cipher";
import type { LeadsAccess } from "./schemas";
import { createLogin, findLogin, lockPartitions } from "./store-partitions";

/**
 * A database login for workflows that hold SQL, made when it is first asked for, in plain text; `leads_partition.missing` before a launch
 * made a partition. Workflows that ask over HTTP need none.
 */
export async function getLeadsAccess(ctx: WorkspaceCtx): Promise<LeadsAccess> {
  requirePermission(ctx, "ignition.launch");
  requireJob(ctx);
  const { workspaceId } = ctx;
  return withServiceTransaction(ctx, async (tx) => {
    await lockPartitions(tx);
    const known = await findLogin(tx, workspaceId);
    if (!known) {
      throw new AppError("not_found", "This workspace has no leads partition yet: launch it first.", {
        code: "leads_partition.missing",
      });
    }
    const password = known.passwordEncrypted === null ? newSecret() : decrypt(workspaceId, known.passwordEncrypted);
    const passwordEncrypted = known.passwordEncrypted ?? encrypt(workspaceId, password);
    const loginRole = known.loginRole ?? (await createLogin(tx, { workspaceId, password, passwordEncrypted }));
    return { partitionName: known.partitionName, loginRole, password };
  });
}
