import type { TxCtx } from "@/lib/platform/transaction";
import type { PreviewPart, Sealed } from "./define-action";
import type { ApprovalVersion, Json } from "./schemas";

export type NewVersion = {
  approvalId: string;
  version: number;
  sealed: Sealed<Json>;
  hash: string;
  parts: readonly PreviewPart[];
  title: string;
  author: string | null;
  authorType: string;
};

export async function insertVersion(tx: TxCtx, row: NewVersion): Promise<void> {
  await tx.db
    .insertInto("approval_versions")
    .values({
      workspace_id: tx.workspaceId,
      approval_id: row.approvalId,
      version: row.version,
      sealed: JSON.stringify(row.sealed),
      content_hash: row.hash,
      parts: JSON.stringify(row.parts),
      title: row.title,
      author: row.author,
      author_type: row.authorType,
      composed_at: tx.now().toISOString(),
    })
    .execute();
}

/** The newest first. */
export async function selectVersions(tx: TxCtx, approvalId: string): Promise<ApprovalVersion[]> {
  const rows = await tx.db
    .selectFrom("approval_versions")
    .select(["version", "title", "content_hash", "sealed", "parts", "author", "author_type", "composed_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("approval_id", "=", approvalId)
    .orderBy("version", "desc")
    .limit(200)
    .execute();
  return rows as ApprovalVersion[];
}

export async function findVersion(
  tx: TxCtx,
  { approvalId, version }: { approvalId: string; version: number },
): Promise<{ sealed: Sealed<Json>; hash: string } | null> {
  const row = await tx.db
    .selectFrom("approval_versions")
    .select(["sealed", "content_hash as hash"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("approval_id", "=", approvalId)
    .where("version", "=", version)
    .executeTakeFirst();
  return row ? { sealed: row.sealed as Sealed<Json>, hash: row.hash } : null;
}
