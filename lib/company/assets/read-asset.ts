import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { assetFiles } from "./asset-files";
import { getAsset } from "./get-asset";
import type { AssetRef } from "./schemas";

/** The bytes of a company's file, if they are still those of this hash; 422 `asset.changed` otherwise. */
export async function readAsset(ctx: WorkspaceCtx, { sha256, ...ref }: AssetRef & { sha256: string }): Promise<Buffer> {
  requirePermission(ctx, "assets.read");
  const { size_bytes: sizeBytes, name } = await getAsset(ctx, ref);
  const stream = await assetFiles().read({ workspaceId: ctx.workspaceId, ...ref });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength;
    // No more than that is ever held.
    if (size > sizeBytes) break;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (createHash("sha256").update(bytes).digest("hex") === sha256) return bytes;
  throw new AppError("impossible", `“${name}” is not the file any more that was meant.`, { code: "asset.changed" });
}
