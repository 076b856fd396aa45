import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AuditLine, ListAuditLinesQuery } from "./schemas";
import { selectAuditLines } from "./store-lines";

/** The governance audit log, newest first. */
export async function listAuditLines(
  ctx: AdminCtx,
  query: ListAuditLinesQuery,
): Promise<{ data: AuditLine[]; next_cursor: string | null }> {
  requireAdmin(ctx);
  const { cursor: before, limit } = query;
  const rows = await withServiceTransaction(ctx, (tx) => selectAuditLines(tx, { ...query, before, limit: limit + 1 }));
  const data = rows.slice(0, limit);
  return { data, next_cursor: rows.length > limit ? String(data.at(-1)?.seq) : null };
}
