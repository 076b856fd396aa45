import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Asset } from "./schemas";
import { findAsset } from "./store";

/** The files of a company among these that are complete; an id of none of its own is left out. */
export async function findAssets(
  ctx: WorkspaceCtx,
  { projectId, assetIds }: { projectId: string; assetIds: readonly string[] },
): Promise<Asset[]> {
  requirePermission(ctx, "assets.read");
  return withReadTransaction(ctx, async (tx) => {
    const found: Asset[] = [];
    for (const assetId of assetIds) {
      const asset = await findAsset(tx, { projectId, assetId });
      if (asset?.state === "ready") found.push(asset);
    }
    return found;
  });
}
