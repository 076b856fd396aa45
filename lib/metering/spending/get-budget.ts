import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { budgetFor, monthOf } from "./budget";
import type { Budget } from "./schemas";
import { selectSpend } from "./store-budget";

/** The workspace's plan, and what is spent of its month. */
export async function getBudget(ctx: WorkspaceCtx): Promise<Budget> {
  requirePermission(ctx, "metrics.read");
  return withReadTransaction(ctx, async (tx) => {
    const { plan } = await getWorkspace(tx);
    const month = monthOf(tx.now());
    return budgetFor(plan, month, await selectSpend(tx, month));
  });
}
