import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectPayments, takesPayments } from "@/lib/providers/payments/select";
import { isLive } from "./standing";
import { findSubscription } from "./store";
import { syncCustomer } from "./sync-customer";

/** Ends everything that a closed workspace would go on paying for, at once: its subscriptions and its open checkouts. Safe to repeat. */
export async function endPayment(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "billing.write");
  const row = await withReadTransaction(ctx, findSubscription);
  if (!row?.customer_id || !takesPayments()) return;
  const payments = selectPayments();
  for (const { id } of await payments.listOpenCheckouts(row.customer_id)) await payments.expireCheckout(id);
  for (const subscription of await payments.listSubscriptions(row.customer_id))
    if (isLive(subscription)) await payments.endSubscription(subscription.id);
  await syncCustomer(ctx);
}
