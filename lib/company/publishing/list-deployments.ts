import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf, readCursor } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Deployment, ListDeploymentsQuery } from "./schemas";
import { selectDeployments } from "./store";

/** Each time a site of a company was published, newest first, at most 200 a page. */
export async function listDeployments(
  ctx: WorkspaceCtx,
  { projectId, limit, cursor }: ListDeploymentsQuery & { projectId: string },
): Promise<{ data: Deployment[]; next_cursor: string | null }> {
  requirePermission(ctx, "projects.read");
  const after = cursor ? readCursor(cursor) : undefined;
  const found = await withReadTransaction(ctx, (tx) => selectDeployments(tx, { projectId, after, limit: limit + 1 }));
  return pageOf(found, limit);
}
