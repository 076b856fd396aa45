import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getBilling } from "./get-billing";
import type { Billing } from "./schemas";
import { syncCustomer } from "./sync-customer";

/** The same as {@link getBilling}, after a new reading: for a person who comes back from the checkout. */
export async function refreshBilling(ctx: WorkspaceCtx): Promise<Billing> {
  requirePermission(ctx, "billing.write");
  await syncCustomer(ctx);
  return getBilling(ctx);
}
