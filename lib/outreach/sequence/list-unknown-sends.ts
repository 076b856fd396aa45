import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ListUnknownSendsQuery, UnknownSend } from "./schemas";
import { selectUnknownSends } from "./store-sends";

/** Mails of which nobody knows whether they went out, oldest first: they wait for a decision and are never sent again by themselves. */
export async function listUnknownSends(
  ctx: WorkspaceCtx,
  { cursor, limit }: ListUnknownSendsQuery,
): Promise<{ data: UnknownSend[]; next_cursor: string | null }> {
  requirePermission(ctx, "email.read");
  const rows = await withReadTransaction(ctx, (tx) => selectUnknownSends(tx, { cursor, limit: limit + 1 }));
  const data = rows.slice(0, limit);
  return { data, next_cursor: rows.length > limit ? (data.at(-1)?.claim_id ?? null) : null };
}
