import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { LeadCosts } from "./schemas";
import { sumLeadCosts } from "./store-costs";

/** The cost of the model calls about one lead in US dollars, from the booking of each; calls under way and tests are not in it. */
export async function getLeadCosts(ctx: WorkspaceCtx, { leadId }: { leadId: string }): Promise<LeadCosts> {
  requirePermission(ctx, "metrics.read");
  return withReadTransaction(ctx, (tx) => sumLeadCosts(tx, leadId));
}
