import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/tenancy/require-permission";
import { chargeBudget, expireLeases, selectWorkspacesWithExpiredLeases } from "./store-budget";

/** Gives back the budget of this workspace's calls that never ended. Safe to repeat. */
export async function reapLeases(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  // No event: the usage rows say `released`.
  await withTransaction(ctx, async (tx) => {
    for (const ended of await expireLeases(tx, tx.now().toISOString())) await chargeBudget(tx, ended, 0);
  });
}

/** The same for every workspace that has one; each in its own transaction. */
export async function reapAllLeases(ctx: SystemCtx): Promise<void> {
  const workspaceIds = await withServiceTransaction(ctx, (tx) =>
    selectWorkspacesWithExpiredLeases(tx, tx.now().toISOString()),
  );
  for (const workspaceId of workspaceIds) {
    await reapLeases({
      requestId: ctx.requestId,
      db: ctx.db,
      now: ctx.now,
      workspaceId,
      actor: { type: "job", job: "ingestion.reap_leases" },
      whileFrozen: true,
    });
  }
}
