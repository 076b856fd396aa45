import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf, readCursor } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Lead, ListLeadsQuery } from "./schemas";
import { selectLeads } from "./store";

/** Newest first, at most 200 a page; `q` looks in email, names, company and title. */
export async function listLeads(
  ctx: WorkspaceCtx,
  query: ListLeadsQuery,
): Promise<{ data: Lead[]; next_cursor: string | null }> {
  requirePermission(ctx, "leads.read");
  const { limit, status, q, cursor } = query;
  const after = cursor ? readCursor(cursor) : undefined;
  const found = await withReadTransaction(ctx, (tx) => selectLeads(tx, { search: q, status, after, limit: limit + 1 }));
  return pageOf(found, limit);
}
