import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import { PlanChosen } from "./events";
import { carryOut, planChange } from "./plan-change";
import { refreshBilling } from "./refresh-billing";
import type { Billing, ChoosePlan } from "./schemas";
import { syncCustomer } from "./sync-customer";

/**
 * Changes the plan of a subscription: more at once, charged at once, and not at all when the card refuses (422 `stripe.card_declined`); less from
 * the end of the paid period. The same plan again changes nothing.
 */
export async function switchPlan(ctx: WorkspaceCtx, { plan }: Pick<ChoosePlan, "plan">): Promise<Billing> {
  requirePermission(ctx, "billing.write");
  const payments = selectPayments();
  const change = await planChange(payments, await syncCustomer(ctx), plan);
  if (change.direction !== "same") {
    await carryOut(payments, change);
    const at = (change.waitsUntil ?? ctx.now()).toISOString();
    await withTransaction(ctx, (tx) => appendEvent(tx, PlanChosen, { from: change.held, to: plan, at }));
  }
  return refreshBilling(ctx);
}
