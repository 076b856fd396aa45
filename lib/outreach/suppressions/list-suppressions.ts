import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ListSuppressionsQuery, Suppression } from "./schemas";
import { selectSuppressions } from "./store-suppressions";

/** The suppression list, newest first, at most 200 a page; `q` looks in addresses, domains and notes. */
export async function listSuppressions(
  ctx: WorkspaceCtx,
  { q, cursor, limit }: ListSuppressionsQuery,
): Promise<{ data: Suppression[]; next_cursor: string | null }> {
  requirePermission(ctx, "email.read");
  const rows = await withReadTransaction(ctx, (tx) => selectSuppressions(tx, { q, cursor, limit: limit + 1 }));
  const data = rows.slice(0, limit);
  return { data, next_cursor: rows.length > limit ? (data.at(-1)?.email ?? null) : null };
}
