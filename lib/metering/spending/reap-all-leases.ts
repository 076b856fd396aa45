import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { selectWorkspacesWithExpiredLeases } from "./store-budget";
import { reapLeases } from "./reap-leases";

/** The same for every workspace that has one; each in its own transaction. */
export async function reapAllLeases(ctx: SystemCtx): Promise<void> {
  const workspaceIds = await withServiceTransaction(ctx, (tx) =>
    selectWorkspacesWithExpiredLeases(tx, tx.now().toISOString()),
  );
  for (const workspaceId of workspaceIds) {
    const job: WorkspaceCtx = {
      requestId: ctx.requestId,
      db: ctx.db,
      now: ctx.now,
      workspaceId,
      actor: { type: "job", job: "ingestion.reap_leases" },
      whileFrozen: true,
    };
    // A failure in one workspace does not stop the others; its leases are looked at again at the next run.
    await reapLeases(job).catch((err: unknown) =>
      log().error({ workspace_id: workspaceId, err }, "a workspace's abandoned leases could not be ended"),
    );
  }
}
