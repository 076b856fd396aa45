import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Asset, ListAssetsQuery } from "./schemas";
import { selectAssets } from "./store";

const POSITION = /^(\d{1,18}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(cursor: string): { createdAt: string; id: string } {
  const [, createdAt, id] = POSITION.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (createdAt && id) return { createdAt, id };
  throw new AppError("invalid", "cursor is not one that this list gave out. Start again without it.", {
    code: "cursor.invalid",
    details: { field: "cursor" },
  });
}

/** A company's files, newest first, at most 200 a page; those still awaited too. */
export async function listAssets(
  ctx: WorkspaceCtx,
  { projectId, limit, cursor }: ListAssetsQuery & { projectId: string },
): Promise<{ data: Asset[]; next_cursor: string | null }> {
  requirePermission(ctx, "assets.read");
  const after = cursor ? readCursor(cursor) : undefined;
  const found = await withReadTransaction(ctx, (tx) => selectAssets(tx, { projectId, after, limit: limit + 1 }));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ asset }) => asset),
    next_cursor: last ? Buffer.from(last.position).toString("base64url") : null,
  };
}
