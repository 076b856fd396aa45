import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetNotFound, makeAssetLink } from "./asset-link";
import type { AssetRef } from "./schemas";
import { findAsset } from "./store";

/** A short-lived address that shows one file of this company; a file of another company is not here. */
export async function previewAsset(ctx: WorkspaceCtx, ref: AssetRef): Promise<{ url: string; expires_at: string }> {
  requirePermission(ctx, "assets.read");
  const asset = await withReadTransaction(ctx, (tx) => findAsset(tx, ref));
  if (!asset) throw assetNotFound();
  if (asset.state !== "ready")
    throw new AppError("impossible", "This file is not complete: upload its bytes, then POST …/complete.", {
      code: "asset.not_ready",
    });
  return makeAssetLink(ctx, { kind: "preview", projectId: ref.projectId, asset });
}
