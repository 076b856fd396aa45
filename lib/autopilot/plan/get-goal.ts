import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { measureGoal } from "./measure-goal";
import type { Goal } from "./schemas";
import { findAccepted } from "./store";

/** The goal of the brief that the founder accepted, and how far it is by our own numbers; null while there is none. */
export async function getGoal(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Goal | null> {
  requirePermission(ctx, "plan.read");
  return withReadTransaction(ctx, async (tx) => {
    const brief = await findAccepted(tx, { projectId, phase: 0 });
    return brief ? measureGoal(brief, await getKpis(tx, { projectId })) : null;
  });
}
