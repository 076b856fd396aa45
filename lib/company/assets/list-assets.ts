import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf, readCursor } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Asset, ListAssetsQuery } from "./schemas";
import { selectAssets } from "./store";

/** A company's files, newest first, at most 200 a page; those still awaited too. */
export async function listAssets(
  ctx: WorkspaceCtx,
  { projectId, limit, cursor }: ListAssetsQuery & { projectId: string },
): Promise<{ data: Asset[]; next_cursor: string | null }> {
  requirePermission(ctx, "assets.read");
  const after = cursor ? readCursor(cursor) : undefined;
  const found = await withReadTransaction(ctx, (tx) => selectAssets(tx, { projectId, after, limit: limit + 1 }));
  return pageOf(found, limit);
}
