import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { isForeignKeyViolation } from "@/lib/platform/database-errors";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { assetFiles } from "./asset-files";
import { makeAssetLink } from "./asset-link";
import { AssetUploadRequested } from "./events";
import type { AssetRef, AssetUpload, CreateAsset } from "./schemas";
import { insertAsset } from "./store";

type Wanted = CreateAsset & { projectId: string };

/** Announces a file and answers where its bytes go, by PUT and once. It exists when `completeAsset` has seen them. */
export async function createAsset(ctx: WorkspaceCtx, wanted: Wanted): Promise<AssetUpload> {
  requirePermission(ctx, "assets.write");
  const { projectId, name, content_type: contentType, size_bytes: sizeBytes } = wanted;
  const ref = { projectId, assetId: newId() };
  const { url, expires_at } = await uploadAddress(ctx, { ...ref, contentType, sizeBytes });

  await withTransaction(ctx, async (tx) => {
    const createdBy = actorId(tx.actor) ?? tx.actor.type;
    await insertAsset(tx, { ...ref, name, contentType, sizeBytes, createdBy });
    const said = { assetId: ref.assetId, name, contentType, sizeBytes };
    await appendEvent(tx, AssetUploadRequested, said, { projectId });
  }).catch(withoutProject);
  return { asset_id: ref.assetId, upload_url: url, expires_at, headers: { "content-type": contentType } };
}

function withoutProject(error: unknown): never {
  if (!isForeignKeyViolation(error, "project_assets_workspace_id_project_id_fkey")) throw error;
  throw new AppError("not_found", "There is no such company here.", { code: "project.not_found" });
}

type Announced = AssetRef & { contentType: string; sizeBytes: number };

async function uploadAddress(
  ctx: WorkspaceCtx,
  { projectId, assetId, contentType, sizeBytes }: Announced,
): Promise<{ url: string; expires_at: string }> {
  const storage = assetFiles();
  if (storage.kind === "own") {
    const asset = { id: assetId, content_type: contentType, size_bytes: sizeBytes };
    return makeAssetLink(ctx, { kind: "upload", projectId, asset });
  }
  const { url, lifetimeSeconds } = await storage.uploadAddress({ workspaceId: ctx.workspaceId, projectId, assetId });
  return { url, expires_at: new Date(ctx.now().getTime() + lifetimeSeconds * 1000).toISOString() };
}
