import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import type { ShownInvoice } from "./schemas";
import { findSubscription } from "./store";

/** The workspace's invoices, newest first, at most 100, as the payment provider has them now; none without a customer. */
export async function listInvoices(ctx: WorkspaceCtx): Promise<{ data: ShownInvoice[] }> {
  requirePermission(ctx, "billing.write");
  const row = await withReadTransaction(ctx, findSubscription);
  if (!row?.customer_id) return { data: [] };
  const invoices = await selectPayments().listInvoices(row.customer_id);
  const data = invoices.map(({ id, number, status, totalCents, currency, createdAt, url }) => ({
    id,
    number,
    status,
    total_cents: totalCents,
    currency,
    created_at: createdAt.toISOString(),
    url,
  }));
  return { data };
}
