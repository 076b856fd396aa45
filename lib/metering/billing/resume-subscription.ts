import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import { CancellationSet, SubscriptionResumed } from "./events";
import { refreshBilling } from "./refresh-billing";
import type { Billing } from "./schemas";
import { subscriptionOf } from "./subscription-of";
import { syncCustomer } from "./sync-customer";

/** Takes a cancellation back, or wakes a subscription that is paused. Where there is neither, changes nothing. */
export async function resumeSubscription(ctx: WorkspaceCtx): Promise<Billing> {
  requirePermission(ctx, "billing.write");
  const payments = selectPayments();
  const { id, status, cancelAt } = subscriptionOf(await syncCustomer(ctx));
  if (status === "paused") {
    await payments.resumePaused(id);
    await withTransaction(ctx, (tx) => appendEvent(tx, SubscriptionResumed, {}));
  } else if (cancelAt !== null) {
    await payments.setCancelAtPeriodEnd(id, false);
    await withTransaction(ctx, (tx) => appendEvent(tx, CancellationSet, { cancel: false }));
  }
  return refreshBilling(ctx);
}
