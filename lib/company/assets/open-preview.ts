import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetFiles } from "./asset-files";
import { assetNotFound, linkedAsset, type LinkCtx } from "./asset-link";
import { isShown } from "./content-type";
import type { Asset } from "./schemas";
import { findAsset } from "./store";

export type Preview = { asset: Asset; shown: boolean; bytes: ReadableStream<Uint8Array> };

/** The file a signed link is for, if it still is there and its workspace is not frozen. `shown`: a browser may show it in place. */
export async function openPreview(ctx: LinkCtx): Promise<Preview> {
  requirePermission(ctx, "assets.read");
  const asset = await withReadTransaction(ctx, (tx) => findAsset(tx, linkedAsset(ctx)));
  if (asset?.state !== "ready") throw assetNotFound();
  const bytes = await assetFiles().read({ workspaceId: ctx.workspaceId, ...linkedAsset(ctx) });
  if (!bytes) throw assetNotFound();
  return { asset, shown: isShown(asset.content_type), bytes };
}
