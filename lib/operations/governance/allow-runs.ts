import { findEngine } from "@/lib/operations/ignition/find-engine";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findFreeze, saveRunsAllowed } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Makes the engine run the workspace's workflows again after a freeze was lifted; nothing while it is open. Repeated, it changes nothing. */
export async function allowRuns(ctx: JobCtx, { freezeId }: { freezeId: string }): Promise<void> {
  requirePermission(ctx, "campaigns.write");
  const { workspaceId, signal } = ctx;
  const freeze = await withReadTransaction(ctx, (tx) => findFreeze(tx, freezeId));
  if (!freeze || freeze.shown.unfrozen_at === null) return;
  await (await findEngine(ctx))?.allowRuns({ workspaceId, signal, freezeId });
  // No event: lifting the freeze wrote it.
  await withTransaction(ctx, (tx) => saveRunsAllowed(tx, freezeId));
}
