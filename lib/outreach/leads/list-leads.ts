import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Lead, ListLeadsQuery } from "./schemas";
import { selectLeads } from "./store";

const POSITION = /^(\d{1,18}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(cursor: string): { createdAt: string; id: string } {
  const [, createdAt, id] = POSITION.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (createdAt && id) return { createdAt, id };
  throw new AppError("invalid", "cursor is not one that this list gave out. Start again without it.", {
    code: "cursor.invalid",
    details: { field: "cursor" },
  });
}

/** Newest first, at most 200 a page; `q` looks in email, names, company and title. */
export async function listLeads(
  ctx: WorkspaceCtx,
  query: ListLeadsQuery,
): Promise<{ data: Lead[]; next_cursor: string | null }> {
  requirePermission(ctx, "leads.read");
  const { limit, status, q, cursor } = query;
  const after = cursor ? readCursor(cursor) : undefined;
  const found = await withReadTransaction(ctx, (tx) => selectLeads(tx, { search: q, status, after, limit: limit + 1 }));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ lead }) => lead),
    next_cursor: last ? Buffer.from(last.position).toString("base64url") : null,
  };
}
