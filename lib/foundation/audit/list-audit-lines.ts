import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/super-admins";
import { csvInBatches } from "./csv-in-batches";
import { AuditLine, type ListAuditLinesQuery } from "./schemas";
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

/** Everything the filter lets through as CSV, newest first, a batch at a time: as much memory for a long log as for a short one. */
export function exportAuditLines(ctx: AdminCtx, query: ListAuditLinesQuery): AsyncGenerator<string> {
  requireAdmin(ctx);
  return csvInBatches(Object.keys(AuditLine.shape), query.cursor, (before, limit) =>
    withServiceTransaction(ctx, (tx) => selectAuditLines(tx, { ...query, before, limit })),
  );
}
