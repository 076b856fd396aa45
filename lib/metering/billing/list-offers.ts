import { requirePermission } from "@/lib/foundation/access/require-permission";
import { limitOf } from "@/lib/metering/spending/budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { selectPayments } from "@/lib/providers/payments/select";
import { PaidPlan, type ShownOffer } from "./schemas";
import { rankOf } from "./standing";

/** The plans that can be bought, the smallest first, with the provider's present prices. */
export async function listOffers(ctx: WorkspaceCtx): Promise<{ data: ShownOffer[] }> {
  requirePermission(ctx, "billing.read");
  const offers = await selectPayments().listOffers();
  const data = offers.flatMap(({ name, amountCents, currency, interval }): ShownOffer[] => {
    const plan = PaidPlan.safeParse(name);
    if (!plan.success) return [];
    return [{ plan: plan.data, amount_cents: amountCents, currency, interval, limit: limitOf(plan.data) }];
  });
  return { data: data.toSorted((a, b) => rankOf(a.plan) - rankOf(b.plan)) };
}
