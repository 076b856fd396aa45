import { changePlan } from "@/lib/foundation/workspaces/change-plan";
import type { Plan } from "@/lib/foundation/workspaces/schemas";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { rankOf } from "./standing";
import { lockSubscription, updateSubscription } from "./store";

/**
 * Gives the workspace a plan without payment, in the caller's transaction, which has checked who may; answers the plan from before. 409
 * `billing.paid_plan_is_higher` while more is paid for.
 */
export async function grantPlan(tx: TxCtx, plan: Plan): Promise<Plan> {
  const row = await lockSubscription(tx, plan);
  if (rankOf(row.plan) > rankOf(plan))
    throw new AppError(
      "conflict",
      `This workspace pays for the plan ${row.plan}. Its subscription has to be changed or ended first.`,
      { code: "billing.paid_plan_is_higher" },
    );
  // No event: the caller's says who did it.
  const grants = rankOf(plan) > rankOf(row.plan) || row.plan === "free";
  await updateSubscription(tx, { granted_plan: plan, ...(grants && ({ source: "admin" } as const)) });
  return changePlan(tx, plan);
}
