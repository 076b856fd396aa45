import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { ListedWorkspace, ListWorkspaces } from "./schemas";
import { selectWorkspaces } from "./store-workspaces";

/** Every workspace of this installation, newest first, with its freeze. `query` looks in name, slug and id. */
export async function listWorkspaces(
  ctx: AdminCtx,
  query: ListWorkspaces,
): Promise<{ data: ListedWorkspace[]; next_cursor: string | null }> {
  requireAdmin(ctx);
  const rows = await withServiceTransaction(ctx, (tx) => selectWorkspaces(tx, { ...query, limit: query.limit + 1 }));
  const data = rows.slice(0, query.limit);
  return { data, next_cursor: rows.length > query.limit ? (data.at(-1)?.id ?? null) : null };
}
