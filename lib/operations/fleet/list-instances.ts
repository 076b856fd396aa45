import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { Instance, ListInstances } from "./schemas";
import { selectInstances } from "./store-instances";

/** The machines of this installation by name, also those of one state alone. */
export async function listInstances(
  ctx: AdminCtx,
  query: ListInstances,
): Promise<{ data: Instance[]; next_cursor: string | null }> {
  requireAdmin(ctx);
  const rows = await withServiceTransaction(ctx, (tx) => selectInstances(tx, { ...query, limit: query.limit + 1 }));
  const data = rows.slice(0, query.limit);
  return { data, next_cursor: rows.length > query.limit ? (data.at(-1)?.name ?? null) : null };
}
