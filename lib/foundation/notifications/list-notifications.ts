import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ListNotificationsQuery, Notification } from "./schemas";
import { countUnread, selectNotifications } from "./store";

type Page = { data: Notification[]; next_cursor: string | null; unread: number };

/** The notifications of a workspace, newest first, and how many are unread in all. */
export async function listNotifications(ctx: WorkspaceCtx, query: ListNotificationsQuery): Promise<Page> {
  requirePermission(ctx, "notifications.read");
  const { limit, cursor, unread: onlyUnread = false } = query;

  return withReadTransaction(ctx, async (tx) => {
    const rows = await selectNotifications(tx, { unread: onlyUnread, after: cursor, limit: limit + 1 });
    const data = rows.slice(0, limit);
    return { data, next_cursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null, unread: await countUnread(tx) };
  });
}
