import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProject } from "@/lib/company/projects/get-project";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectPayments } from "@/lib/providers/payments/select";
import type { Redirect } from "./schemas";
import { findSubscription } from "./store";
import { noSubscription } from "./subscription-of";

/** The address of the payment provider's page for payment methods and invoices, good for one visit. 409 `billing.no_subscription` before a checkout. */
export async function openPortal(ctx: WorkspaceCtx, ref: ProjectRef): Promise<Redirect> {
  requirePermission(ctx, "billing.write");
  const payments = selectPayments();
  const { projectId, customerId } = await withReadTransaction(ctx, async (tx) => ({
    projectId: (await getProject(tx, ref)).id,
    customerId: (await findSubscription(tx))?.customer_id,
  }));
  if (!customerId) throw noSubscription();
  return { url: await payments.openPortal(customerId, `${appUrl()}/companies/${projectId}/billing`) };
}
