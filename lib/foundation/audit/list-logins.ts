import type { AdminCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { LoginLine, ListLoginsQuery } from "./schemas";
import { selectLogins } from "./store-lines";

/** Sign-ins and sign-outs, newest first. */
export async function listLogins(
  ctx: AdminCtx,
  query: ListLoginsQuery,
): Promise<{ data: LoginLine[]; next_cursor: string | null }> {
  requireAdmin(ctx);
  const { cursor: before, limit } = query;
  const rows = await withServiceTransaction(ctx, (tx) => selectLogins(tx, { ...query, before, limit: limit + 1 }));
  const data = rows.slice(0, limit);
  return { data, next_cursor: rows.length > limit ? String(data.at(-1)?.seq) : null };
}
