import { createHash } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { assetFiles } from "./asset-files";
import type { AssetRef } from "./schemas";

/** The bytes of a file, or null when they are not there or not the ones whose hash is given. */
export async function readFile(
  ctx: WorkspaceCtx,
  { sha256, ...ref }: AssetRef & { sha256: string },
): Promise<Buffer | null> {
  requirePermission(ctx, "assets.read");
  const stream = await assetFiles().read({ workspaceId: ctx.workspaceId, ...ref });
  if (!stream) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return createHash("sha256").update(bytes).digest("hex") === sha256 ? bytes : null;
}
