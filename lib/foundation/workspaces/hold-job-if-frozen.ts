import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { insertIfFrozen, type HeldJob } from "./store-held-jobs";

/**
 * Puts a job of a frozen workspace aside until the freeze is lifted, or until its workflows may be published again; false, and nothing
 * happens, when the job may run. Safe to repeat.
 */
export async function holdJobIfFrozen(ctx: SystemCtx, workspaceId: string, job: HeldJob): Promise<boolean> {
  return withServiceTransaction(ctx, (tx) => insertIfFrozen(tx, workspaceId, job));
}
