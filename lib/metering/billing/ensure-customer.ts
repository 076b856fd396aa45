import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { Payments } from "@/lib/providers/payments/port";
import { lockSubscription, updateSubscription } from "./store";

/**
 * The workspace's customer at the payment provider: made once, stored before anything is sold to it, and made anew when the provider has it no
 * more. Two tabs at once get the same one.
 */
export async function ensureCustomer(ctx: WorkspaceCtx, payments: Payments): Promise<string> {
  requirePermission(ctx, "billing.write");
  // No event: nothing is bought yet.
  const { workspace, known } = await withTransaction(ctx, async (tx) => {
    const workspace = await getWorkspace(tx);
    return { workspace, known: (await lockSubscription(tx, workspace.plan)).customer_id };
  });
  if (known !== null && (await payments.findCustomer(known)) !== null) return known;
  const customerId = await payments.createCustomer({
    workspaceId: ctx.workspaceId,
    name: workspace.name,
    email: (await findMemberEmail(ctx, actorId(ctx.actor) ?? "")) ?? "",
    // After a customer that was deleted, another one.
    key: `customer:${ctx.workspaceId}:${known ?? "first"}`,
  });
  return withTransaction(ctx, async (tx) => {
    const { customer_id } = await lockSubscription(tx, workspace.plan);
    if (customer_id !== known && customer_id !== null) return customer_id;
    await updateSubscription(tx, { customer_id: customerId });
    return customerId;
  });
}
