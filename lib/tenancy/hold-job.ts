import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { insertIfFrozen, type HeldJob } from "./store-held-jobs";

/** Puts a job of a frozen workspace aside until the freeze is lifted; false, and nothing happens, when it is not frozen. Safe to repeat. */
export async function holdJobIfFrozen(ctx: SystemCtx, workspaceId: string, job: HeldJob): Promise<boolean> {
  return withServiceTransaction(ctx, (tx) => insertIfFrozen(tx, workspaceId, job));
}
