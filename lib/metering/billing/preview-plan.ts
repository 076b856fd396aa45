import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBudget } from "@/lib/metering/spending/get-budget";
import { limitOf } from "@/lib/metering/spending/budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { selectPayments } from "@/lib/providers/payments/select";
import { planChange } from "./plan-change";
import type { ChoosePlan, PlanPreview } from "./schemas";
import { noSubscription } from "./subscription-of";
import { findSubscription } from "./store";
import { syncCustomer } from "./sync-customer";
import { withReadTransaction } from "@/lib/platform/transaction";

/** The cost and the beginning of a change of plan, by the payment provider's own sum. Changes nothing. */
export async function previewPlan(ctx: WorkspaceCtx, { plan }: Pick<ChoosePlan, "plan">): Promise<PlanPreview> {
  requirePermission(ctx, "billing.write");
  const payments = selectPayments();
  const change = await planChange(payments, await syncCustomer(ctx), plan);
  const row = await withReadTransaction(ctx, findSubscription);
  if (!row?.customer_id) throw noSubscription();
  const { subscription, held, offer, direction, waitsUntil } = change;
  const due =
    direction === "up"
      ? await payments.previewChange({
          customerId: row.customer_id,
          subscriptionId: subscription.id,
          itemId: subscription.itemId,
          priceId: offer.priceId,
        })
      : { dueCents: 0, currency: offer.currency };
  const { current_spend } = await getBudget(ctx);
  return {
    from: held,
    to: plan,
    direction,
    takes_effect_at: (waitsUntil ?? ctx.now()).toISOString(),
    due_now_cents: due.dueCents,
    then_cents: offer.amountCents,
    currency: due.currency,
    interval: offer.interval,
    spent: current_spend,
    limit_after: limitOf(plan),
  };
}
