import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetFiles } from "./asset-files";
import { AssetUploadExpired } from "./events";
import type { AssetRef } from "./schemas";
import { deleteStaleUpload, findAsset } from "./store";

/** Takes the bytes away of a file nobody can reach any more; forgets an upload first that was begun a day ago and never finished. */
export async function removeBytes(ctx: WorkspaceCtx, { projectId, assetId }: AssetRef): Promise<void> {
  requirePermission(ctx, "assets.write");
  const ref = { projectId, assetId };
  const wanted = await withTransaction(ctx, async (tx) => {
    const expired = await deleteStaleUpload(tx, ref);
    if (!expired) return findAsset(tx, ref);
    const { name, content_type: contentType, size_bytes: sizeBytes } = expired;
    await appendEvent(tx, AssetUploadExpired, { assetId, name, contentType, sizeBytes }, { projectId });
    return null;
  });
  if (!wanted) await assetFiles().remove({ workspaceId: ctx.workspaceId, ...ref });
}
