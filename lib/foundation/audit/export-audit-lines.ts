import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { csvInBatches } from "./csv-in-batches";
import { AuditLine, type ListAuditLinesQuery } from "./schemas";
import { selectAuditLines } from "./store-lines";

/** Everything the filter lets through as CSV, newest first, a batch at a time: as much memory for a long log as for a short one. */
export function exportAuditLines(ctx: AdminCtx, query: ListAuditLinesQuery): AsyncGenerator<string> {
  requireAdmin(ctx);
  return csvInBatches(Object.keys(AuditLine.shape), query.cursor, (before, limit) =>
    withServiceTransaction(ctx, (tx) => selectAuditLines(tx, { ...query, before, limit })),
  );
}
