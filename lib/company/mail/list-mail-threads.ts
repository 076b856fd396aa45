import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { pageOf } from "@/lib/platform/keyset";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ListMailThreads, MailThread } from "./schemas";
import { countUnread, selectThreads } from "./store-conversations";
import { shownThread } from "./shown-thread";

type Page = { data: MailThread[]; next_cursor: string | null; unread: number };

/** The conversations of a company by its own address, the newest first; and how many are unread in all. */
export async function listMailThreads(
  ctx: WorkspaceCtx,
  query: ListMailThreads & { projectId: string },
): Promise<Page> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, async (tx) => {
    const { data, next_cursor } = pageOf(await selectThreads(tx, { ...query, limit: query.limit + 1 }), query.limit);
    return { data: data.map(shownThread), next_cursor, unread: await countUnread(tx, query.projectId) };
  });
}
