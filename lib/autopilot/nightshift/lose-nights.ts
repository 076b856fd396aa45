import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { loseAbandoned } from "./lose-abandoned";

/** Ends a company's nights whose workers and retries are over: a page that says “under way” would say so until the next night. */
export async function loseNights(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<void> {
  requirePermission(ctx, "nightshift.write");
  // No event: loseAbandoned appends it.
  await withTransaction(ctx, (tx) => loseAbandoned(tx, { projectId }));
}
