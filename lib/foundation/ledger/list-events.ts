import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { LedgerEntry, ListEventsQuery } from "./schemas";
import { selectEntries, selectPosition } from "./store";

/** `position` is where to follow from so that nothing between this page and the stream is missed; the stream may repeat a line of it. */
type Page = { data: LedgerEntry[]; next_cursor: string | null; position: string };

/** The ledger of one company, newest first: all of it, or the lines of a kind, of some days, or with some words. */
export async function listEvents(ctx: WorkspaceCtx, query: ListEventsQuery & { projectId: string }): Promise<Page> {
  requirePermission(ctx, "ledger.read");
  const { cursor, limit, ...filter } = query;
  return withReadTransaction(ctx, async (tx) => {
    const position = await selectPosition(tx);
    const rows = await selectEntries(tx, { ...filter, before: cursor, limit: limit + 1 });
    const data = rows.slice(0, limit);
    return { data, next_cursor: rows.length > limit ? String(data.at(-1)?.id) : null, position };
  });
}
