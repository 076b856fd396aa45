import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findLive } from "./store";
import { terminateMachine } from "./terminate-machine";

/** Takes the workspace's own machine away, ordered or made, and returns when the vendor has none of it; false when there was none. */
export async function releaseMachine(ctx: WorkspaceCtx & { signal: AbortSignal }): Promise<boolean> {
  requirePermission(ctx, "ignition.launch");
  const { requestId, db, now, workspaceId, signal } = ctx;
  const base = { requestId, db, now };
  const live = await withServiceTransaction(base, (tx) => findLive(tx, workspaceId));
  if (!live) return false;
  await terminateMachine({ ...base, signal }, { machineId: live.id });
  return true;
}
