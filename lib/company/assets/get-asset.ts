import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { assetNotFound } from "./asset-link";
import type { Asset, AssetRef } from "./schemas";
import { findAsset } from "./store";

/** One file of a company; `asset.not_found` for another company's. */
export async function getAsset(ctx: WorkspaceCtx, ref: AssetRef): Promise<Asset> {
  requirePermission(ctx, "assets.read");
  return (await withReadTransaction(ctx, (tx) => findAsset(tx, ref))) ?? Promise.reject(assetNotFound());
}
