import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Bytes } from "@/lib/providers/storage/port";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetFiles } from "./asset-files";
import { assetNotFound, linkedAsset, type LinkCtx } from "./asset-link";
import { findAsset } from "./store";

type Upload = { bytes: Bytes; contentType: string | null; contentLength: number | null };

/** Stores the bytes a signed link was given for: exactly as many, all or nothing, once. They count for nothing until they are completed. */
export async function receiveUpload(ctx: LinkCtx, upload: Upload): Promise<void> {
  requirePermission(ctx, "assets.write");
  const { size_bytes: sizeBytes, content_type: announced } = ctx.link;
  const asset = await withReadTransaction(ctx, (tx) => findAsset(tx, linkedAsset(ctx)));
  const storage = assetFiles();
  if (!asset || storage.kind !== "own") throw assetNotFound();
  if (asset.state !== "awaiting_upload")
    throw new AppError("conflict", "This file has been uploaded already.", { code: "asset.already_uploaded" });
  const sent = (upload.contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (sent && sent !== announced)
    throw new AppError("unsupported", `Send the header content-type: ${announced}, as it was announced.`, {
      code: "asset.type_mismatch",
    });
  if (upload.contentLength !== null && upload.contentLength > sizeBytes)
    throw new AppError("too_large", `These are more than the ${sizeBytes} bytes announced.`, {
      code: "asset.size_mismatch",
    });
  const { workspaceId } = ctx;
  await storage.write({ workspaceId, ...linkedAsset(ctx) }, { bytes: upload.bytes, sizeBytes });
}
