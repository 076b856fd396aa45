import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { refreshRollups } from "./refresh-rollups";
import type { RollupDrift } from "./schemas";

type Refreshed = { refreshed_at: string; drifts: RollupDrift[] };

/** Recounts the rollups now, for an administrator; answers where sums that are kept disagree with the recount. */
export async function refreshViews(ctx: AdminCtx): Promise<Refreshed> {
  requireAdmin(ctx);
  const drifts = await refreshRollups(ctx);
  await withServiceTransaction(ctx, (tx) =>
    recordServiceAudit(tx, {
      action: "rollups.refreshed",
      actor: { type: "admin", id: ctx.user.userId },
      workspaceId: null,
      after: { drifts: drifts.length },
    }),
  );
  return { refreshed_at: ctx.now().toISOString(), drifts };
}
