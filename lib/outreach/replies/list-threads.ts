import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ListThreadsQuery, ReplyThread } from "./schemas";
import { countUnreadThreads, selectThreads } from "./store-inbox";

type Page = { data: ReplyThread[]; next_cursor: string | null; unread: number };

/** The conversations of a workspace: those that need a look first, then the newest; and how many are unread in all. */
export async function listThreads(ctx: WorkspaceCtx, query: ListThreadsQuery): Promise<Page> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, async (tx) => ({
    ...pageOf(await selectThreads(tx, { ...query, limit: query.limit + 1 }), query.limit),
    unread: await countUnreadThreads(tx),
  }));
}
