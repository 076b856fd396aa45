import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { CostRow, ListCostsQuery } from "./schemas";
import { selectCosts } from "./store-costs";

/** The costs of the workspace's model calls, newest first, without calls under way. */
export async function listCosts(
  ctx: WorkspaceCtx,
  query: ListCostsQuery,
): Promise<{ data: CostRow[]; next_cursor: string | null }> {
  requirePermission(ctx, "metrics.read");
  const rows = await withReadTransaction(ctx, (tx) => selectCosts(tx, { ...query, limit: query.limit + 1 }));
  const data = rows.slice(0, query.limit);
  return { data, next_cursor: rows.length > query.limit ? (data.at(-1)?.id ?? null) : null };
}
