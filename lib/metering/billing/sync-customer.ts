import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { selectPayments, takesPayments } from "@/lib/providers/payments/select";
import { applyStanding } from "./apply-standing";
import { readStanding } from "./read-standing";
import { isLive, type Standing } from "./standing";
import { beginReading } from "./store";
import { deleteNoticesBefore } from "./store-notices";

/** Longer than the provider repeats a message. */
const KEEP_NOTICES_DAYS = 30;

/**
 * Reads again what the workspace's customer pays for, and puts its plan accordingly. The provider's present answer alone decides, so messages may
 * come in any order, twice or never. Throws, and leaves the plan as it is, while the provider is away. Null without a customer.
 */
export async function syncCustomer(ctx: WorkspaceCtx): Promise<Standing | null> {
  requirePermission(ctx, "billing.write");
  if (!takesPayments()) return null;
  // No event: only numbers the reading.
  const reading = await withTransaction(ctx, beginReading);
  if (!reading) return null;
  const { customerId, number } = reading;
  const payments = selectPayments();
  const now = ctx.now();
  const standing = await readStanding(payments, { customerId, workspaceId: ctx.workspaceId, now });
  // An open checkout beside a subscription would sell a second one.
  if (standing.subscription && isLive(standing.subscription))
    for (const { id } of await payments.listOpenCheckouts(customerId)) await payments.expireCheckout(id);
  await withTransaction(ctx, async (tx) => {
    await applyStanding(tx, { standing, number });
    await deleteNoticesBefore(tx, new Date(now.getTime() - KEEP_NOTICES_DAYS * 86_400_000));
  });
  return standing;
}
