import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { ListProvisioning, ProvisioningRun } from "./schemas";
import { selectRuns } from "./store-jobs";

/** The newest attempts at runtimes of any company, with their steps and what they made. */
export async function listProvisioning(
  ctx: AdminCtx,
  { limit }: ListProvisioning,
): Promise<{ data: ProvisioningRun[] }> {
  requireAdmin(ctx);
  return { data: await withServiceTransaction(ctx, (tx) => selectRuns(tx, limit)) };
}
