import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import { CancellationSet } from "./events";
import { refreshBilling } from "./refresh-billing";
import type { Billing } from "./schemas";
import { subscriptionOf } from "./subscription-of";
import { syncCustomer } from "./sync-customer";

/** Cancels the subscription with the end of the paid period; one that is paused or unpaid, at once. Again changes nothing. */
export async function cancelSubscription(ctx: WorkspaceCtx): Promise<Billing> {
  requirePermission(ctx, "billing.write");
  const payments = selectPayments();
  const { id, status, cancelAt } = subscriptionOf(await syncCustomer(ctx));
  if (cancelAt === null) {
    if (status === "paused" || status === "unpaid") await payments.endSubscription(id);
    else await payments.setCancelAtPeriodEnd(id, true);
    await withTransaction(ctx, (tx) => appendEvent(tx, CancellationSet, { cancel: true }));
  }
  return refreshBilling(ctx);
}
