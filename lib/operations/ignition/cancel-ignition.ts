import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { IgnitionCancelRequested } from "./events";
import { requestCancel } from "./store";

/** Asks a running launch to stop: the step under way ends, then everything is undone. */
export async function cancelIgnition(ctx: WorkspaceCtx): Promise<{ success: true }> {
  requirePermission(ctx, "ignition.launch");

  return withTransaction(ctx, async (tx) => {
    if (!(await requestCancel(tx))) {
      throw new AppError("conflict", "There is no launch to cancel: it has ended already, or is being undone.", {
        code: "ignition.not_running",
      });
    }
    await appendEvent(tx, IgnitionCancelRequested, {});
    return { success: true };
  });
}
