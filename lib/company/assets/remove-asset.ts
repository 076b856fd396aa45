import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetNotFound } from "./asset-link";
import { AssetRemoved } from "./events";
import { RemoveBytes } from "./jobs";
import type { AssetRef } from "./schemas";
import { deleteAsset } from "./store";

/** Removes a file: at once nobody can reach it, and a job takes its bytes away. */
export async function removeAsset(ctx: WorkspaceCtx, ref: AssetRef): Promise<void> {
  requirePermission(ctx, "assets.write");

  await withTransaction(ctx, async (tx) => {
    const removed = await deleteAsset(tx, ref);
    if (!removed) throw assetNotFound();
    const { id: assetId, name, content_type: contentType, size_bytes: sizeBytes } = removed;
    await appendEvent(tx, AssetRemoved, { assetId, name, contentType, sizeBytes }, { projectId: ref.projectId });
    await enqueue(tx, RemoveBytes, { workspaceId: tx.workspaceId, ...ref });
  });
}
