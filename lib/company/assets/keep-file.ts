import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { assetFiles } from "./asset-files";
import { cleanName } from "./clean-name";
import { sniffContentType } from "./content-type";
import { AssetUploaded } from "./events";
import type { Asset } from "./schemas";
import { findAssetByHash, insertReadyAsset } from "./store";

type File = { projectId: string; name: string; type: string; content: Uint8Array };

/**
 * Keeps a file that came by another way than an upload, the attachment of a message say: its name cleaned, its type by its bytes, the same
 * bytes of a company once.
 */
export async function keepFile(ctx: WorkspaceCtx, { projectId, name, type, content }: File): Promise<Asset> {
  requirePermission(ctx, "assets.write");
  const sha256 = createHash("sha256").update(content).digest("hex");
  const known = await withReadTransaction(ctx, (tx) => findAssetByHash(tx, { projectId, sha256 }));
  if (known) return known;
  const contentType = await sniffContentType(content, type.toLowerCase());
  const assetId = newId();
  await assetFiles().put({ workspaceId: ctx.workspaceId, projectId, assetId }, content);
  const shown = cleanName(name);
  return withTransaction(ctx, async (tx) => {
    const asset = await insertReadyAsset(tx, {
      projectId,
      assetId,
      name: shown,
      contentType,
      sizeBytes: content.byteLength,
      sha256,
      createdBy: actorId(tx.actor) ?? tx.actor.type,
    });
    const said = { assetId, name: shown, contentType, sizeBytes: content.byteLength, sha256 };
    await appendEvent(tx, AssetUploaded, said, { projectId });
    return asset;
  });
}
