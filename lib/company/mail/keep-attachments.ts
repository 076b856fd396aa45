import { keepFile } from "@/lib/company/assets/keep-file";
import { cleanName } from "@/lib/company/assets/clean-name";
import { MAX_ASSET_BYTES } from "@/lib/company/assets/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { hashOfBytes } from "./received-bytes";
import type { Attachment, KeptAttachment } from "./schemas";

/** Keeps the attachments of a message as files of the company, each content once. An empty one is named and not kept. */
export async function keepAttachments(
  ctx: WorkspaceCtx,
  { projectId, attachments }: { projectId: string; attachments: readonly Attachment[] },
): Promise<KeptAttachment[]> {
  requirePermission(ctx, "assets.write");
  // No event: each file that is new has its own.
  const kept: KeptAttachment[] = [];
  for (const { name, type, bytes, content = new Uint8Array() } of attachments) {
    const described = { name: cleanName(name), bytes, sha256: hashOfBytes(content) };
    const isKept = content.byteLength > 0 && content.byteLength <= MAX_ASSET_BYTES;
    const asset = isKept ? await keepFile(ctx, { projectId, name, type, content }) : null;
    kept.push({ ...described, type: asset?.content_type ?? "application/octet-stream", asset_id: asset?.id ?? null });
  }
  return kept;
}
