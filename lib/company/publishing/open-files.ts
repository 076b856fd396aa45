import { readAsset } from "@/lib/company/assets/read-asset";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { PublishedFile } from "./published-files";

/** The bytes of files as they are to be published; a company's uploads have to be those that were approved. */
export async function openFiles(
  ctx: WorkspaceCtx,
  projectId: string,
  files: readonly PublishedFile[],
): Promise<{ path: string; bytes: Buffer }[]> {
  requirePermission(ctx, "assets.read");
  const opened: { path: string; bytes: Buffer }[] = [];
  for (const file of files) {
    const bytes =
      "content" in file
        ? Buffer.from(file.content)
        : await readAsset(ctx, { projectId, assetId: file.asset_id, sha256: file.sha256 });
    opened.push({ path: file.path, bytes });
  }
  return opened;
}
