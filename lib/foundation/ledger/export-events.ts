import { requirePermission } from "@/lib/foundation/access/require-permission";
import { BYTE_ORDER_MARK, toCsv } from "@/lib/platform/csv";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { LedgerFilter } from "./schemas";
import { selectEntries } from "./store";

const BATCH = 500;
const COLUMNS = ["created_at", "type", "message", "actor_type", "actor_id"];

/** The ledger's lines that match as CSV, newest first, a batch at a time: as much memory for a long ledger as for a short one. */
export function exportEvents(ctx: WorkspaceCtx, filter: LedgerFilter & { projectId: string }): AsyncGenerator<string> {
  requirePermission(ctx, "ledger.read");
  return batches(ctx, filter);
}

async function* batches(ctx: WorkspaceCtx, filter: LedgerFilter & { projectId: string }): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([], { columns: COLUMNS });
  let before: number | undefined;
  do {
    const rows = await withReadTransaction(ctx, (tx) => selectEntries(tx, { ...filter, before, limit: BATCH }));
    yield toCsv(rows, { columns: COLUMNS, header: false });
    before = rows.length === BATCH ? rows.at(-1)?.id : undefined;
  } while (before !== undefined);
}
