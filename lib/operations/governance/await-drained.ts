import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { isTimeout } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { STILL_RUNNING } from "./enforcement";
import { drainWorkspace } from "./store-evidence";

/**
 * Waits, five seconds at most, until no transaction from before the freeze is under way: everything that was accepted is in the database
 * after this, and nothing comes any more. 503 `freeze.still_running`, to be tried again.
 */
// No permission: the verb that calls it has checked its own.
export async function awaitDrained({ workspaceId, ...ctx }: WorkspaceCtx): Promise<void> {
  await withServiceTransaction(ctx, (tx) => drainWorkspace(tx, workspaceId)).catch((cause: unknown) => {
    if (!isTimeout(cause)) throw cause;
    throw new AppError("unavailable", "A request from before the freeze is still being stored.", {
      code: STILL_RUNNING,
      cause,
    });
  });
}
