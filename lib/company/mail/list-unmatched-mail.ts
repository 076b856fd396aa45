import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { pageOf } from "@/lib/platform/keyset";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { ListMailThreads, UnmatchedEmail } from "./schemas";
import { selectUnmatched } from "./store-inbound";

/** Mail that no company's address matched, and mail that was too large, the newest first; without its words. */
export async function listUnmatchedMail(
  ctx: AdminCtx,
  query: ListMailThreads,
): Promise<{ data: UnmatchedEmail[]; next_cursor: string | null }> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) =>
    pageOf(await selectUnmatched(tx, { ...query, limit: query.limit + 1 }), query.limit),
  );
}
