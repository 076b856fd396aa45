import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { grantPlan } from "@/lib/metering/billing/grant-plan";
import { limitOf } from "@/lib/metering/spending/budget";
import { PlanSet } from "@/lib/metering/spending/events";
import { restartAlerts } from "@/lib/metering/spending/restart-alerts";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { actInWorkspace, nameOf } from "./act-in-workspace";
import type { SetPlan } from "./schemas";

type Set = { workspace_id: string; workspace_name: string; plan: SetPlan["plan"]; limit: number | null };

/**
 * Puts a workspace on a plan, from the next call on; frozen or not. In the audit log, and in the ledgers of its companies. The same plan
 * again changes nothing. 404 `workspace.not_found`; 409 `billing.paid_plan_is_higher` while the workspace pays for more.
 */
export async function setPlan(ctx: AdminCtx, { workspace_id, plan, reason }: SetPlan): Promise<Set> {
  requireAdmin(ctx);
  const limit = limitOf(plan);
  // No permission: an administrator needs none of the workspace's own.
  return withTransaction(actInWorkspace(ctx, workspace_id), async (tx) => {
    const workspace_name = await nameOf(tx);
    const from = await grantPlan(tx, plan);
    if (from !== plan) {
      await restartAlerts(tx);
      await appendEvent(tx, PlanSet, { from, to: plan, limitUsd: limit });
      await recordAudit(tx, {
        action: "plan.set",
        target: { type: "workspace", id: tx.workspaceId },
        ...(reason !== undefined && { reason }),
        before: { plan: from },
        after: { plan },
      });
    }
    return { workspace_id, workspace_name, plan, limit };
  });
}
