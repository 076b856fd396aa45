import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getBudget } from "@/lib/metering/spending/get-budget";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { takesPayments } from "@/lib/providers/payments/select";
import type { Billing } from "./schemas";
import { graceEnd } from "./standing";
import { findSubscription } from "./store";

/** The workspace's plan, its payment as it was last read, and this month's use. Asks the payment provider nothing. */
export async function getBilling(ctx: WorkspaceCtx): Promise<Billing> {
  requirePermission(ctx, "billing.read");
  return withReadTransaction(ctx, async (tx) => {
    const budget = await getBudget(tx);
    const row = await findSubscription(tx);
    const since = row?.past_due_since ?? null;
    return {
      plan: budget.plan,
      source: row?.source ?? "admin",
      payable: takesPayments(),
      status: row?.status ?? null,
      is_paid: row?.is_paid ?? false,
      amount_cents: row?.amount_cents ?? null,
      currency: row?.currency ?? null,
      interval: row?.billing_interval ?? null,
      trial_ends_at: row?.trial_ends_at ?? null,
      period_ends_at: row?.period_ends_at ?? null,
      cancel_at: row?.cancel_at ?? null,
      past_due_since: since,
      grace_ends_at: since && graceEnd(new Date(since)).toISOString(),
      next_plan: row?.next_plan ?? null,
      next_plan_at: row?.next_plan_at ?? null,
      synced_at: row?.synced_at ?? null,
      budget,
    };
  });
}
