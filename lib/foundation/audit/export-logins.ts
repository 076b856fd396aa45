import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { csvInBatches } from "./csv-in-batches";
import { LoginLine, type ListLoginsQuery } from "./schemas";
import { selectLogins } from "./store-lines";

/** Everything the filter lets through as CSV, newest first, a batch at a time. */
export function exportLogins(ctx: AdminCtx, query: ListLoginsQuery): AsyncGenerator<string> {
  requireAdmin(ctx);
  return csvInBatches(Object.keys(LoginLine.shape), query.cursor, (before, limit) =>
    withServiceTransaction(ctx, (tx) => selectLogins(tx, { ...query, before, limit })),
  );
}
