import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { CompanyContext } from "./schemas";
import { saveSnapshotRow } from "./store-snapshots";

const KEPT_DAYS = 14;
const DAY_MS = 86_400_000;

/** Keeps a context for 14 days, so that a reply that names its hash can be explained; the same one is kept once. Answers its id. */
export async function saveSnapshot(
  ctx: WorkspaceCtx,
  { projectId, context }: { projectId: string; context: CompanyContext },
): Promise<string> {
  requirePermission(ctx, "chat.read");
  // No event: the reply or report that was written from it is the fact, and names its hash.
  return withTransaction(ctx, (tx) => {
    const expiresAt = new Date(tx.now().getTime() + KEPT_DAYS * DAY_MS).toISOString();
    return saveSnapshotRow(tx, { projectId, context: CompanyContext.parse(context), expiresAt });
  });
}
