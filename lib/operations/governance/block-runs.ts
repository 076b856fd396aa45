import { findEngine } from "@/lib/operations/ignition/find-engine";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findFreeze } from "./store";
import { selectKnownWorkflows } from "./store-evidence";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/** Makes the engine refuse every run of a workspace while its freeze is open. `enforceFreeze` repeats it until it is done. */
export async function blockRuns(ctx: JobCtx, { freezeId }: { freezeId: string }): Promise<void> {
  requirePermission(ctx, "workspace.own");
  const { workspaceId, signal } = ctx;
  const { freeze, knownIds } = await withReadTransaction(ctx, async (tx) => ({
    freeze: await findFreeze(tx, freezeId),
    knownIds: await selectKnownWorkflows(tx),
  }));
  if (!freeze || freeze.shown.unfrozen_at !== null) return;
  await (await findEngine(ctx))?.blockRuns({ workspaceId, signal, freezeId, knownIds });
}
