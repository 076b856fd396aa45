import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { selectPosition } from "./store";

/** Where following starts now: what is committed from here on will be seen. */
export async function currentPosition(ctx: WorkspaceCtx): Promise<string> {
  requirePermission(ctx, "ledger.read");
  return withReadTransaction(ctx, selectPosition);
}
