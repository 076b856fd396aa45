import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { countLeadRows } from "./store-count";

/** How many leads the workspace has, whatever their state. */
export async function countLeads(ctx: WorkspaceCtx): Promise<number> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, countLeadRows);
}
