import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { hasLead } from "./store-count";

/** Whether the workspace has a lead of this address, in lower case. */
export async function isLead(ctx: WorkspaceCtx, { email }: { email: string }): Promise<boolean> {
  requirePermission(ctx, "ingestion.write");
  return withReadTransaction(ctx, (tx) => hasLead(tx, email));
}
