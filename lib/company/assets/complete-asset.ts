import { createHash } from "node:crypto";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetFiles } from "./asset-files";
import { assetNotFound } from "./asset-link";
import { sniffContentType } from "./content-type";
import { AssetUploaded } from "./events";
import type { Asset, AssetRef } from "./schemas";
import { findAsset, updateReady } from "./store";

/** Looks at the bytes that arrived, and from then on the file is what they are. Repeated, it answers the same. */
export async function completeAsset(ctx: WorkspaceCtx, ref: AssetRef): Promise<Asset> {
  requirePermission(ctx, "assets.write");
  const announced = await withReadTransaction(ctx, (tx) => findAsset(tx, ref));
  if (!announced) throw assetNotFound();
  if (announced.state === "ready") return announced;

  const bytes = await arrivedBytes(ctx, ref, announced.size_bytes);
  const contentType = await sniffContentType(bytes, announced.content_type);
  const sha256 = createHash("sha256").update(bytes).digest("hex");

  return withTransaction(ctx, async (tx) => {
    const ready = await updateReady(tx, { assetId: ref.assetId, contentType, sha256 });
    if (!ready) return (await findAsset(tx, ref)) ?? Promise.reject(assetNotFound());
    const { id: assetId, name, size_bytes: sizeBytes } = ready;
    await appendEvent(
      tx,
      AssetUploaded,
      { assetId, name, contentType, sizeBytes, sha256 },
      { projectId: ref.projectId },
    );
    return ready;
  });
}

async function arrivedBytes({ workspaceId }: WorkspaceCtx, ref: AssetRef, sizeBytes: number): Promise<Buffer> {
  const stream = await assetFiles().read({ workspaceId, ...ref });
  if (!stream)
    throw new AppError("impossible", "The bytes have not arrived: PUT them to the upload_url first.", {
      code: "asset.not_uploaded",
    });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    // No more than that is ever held.
    if (size > sizeBytes) break;
    chunks.push(chunk);
  }
  if (size === sizeBytes) return Buffer.concat(chunks);
  throw new AppError(
    "impossible",
    `${size > sizeBytes ? "More" : "Fewer"} bytes arrived than the ${sizeBytes} announced. Remove this file and upload it again.`,
    { code: "asset.size_mismatch" },
  );
}
