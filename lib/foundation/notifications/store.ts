import { sql } from "kysely";
import { sendPrepared } from "@/lib/platform/prepared";
import { isBeforeRow } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import type { MarkNotificationsRead, Notification } from "./schemas";

export type NewNotification = { type: string; title: string; data: Record<string, unknown> };

export async function insertNotifications(tx: TxCtx, notifications: readonly NewNotification[]): Promise<void> {
  const rows = notifications.map((notification) => ({
    ...notification,
    title: notification.title.slice(0, 300).toWellFormed(),
  }));
  await sendPrepared(
    tx.db,
    "insert_notifications",
    sql`
    insert into notifications (workspace_id, type, title, data)
    select ${tx.workspaceId}, r.type, r.title, r.data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (type text, title text, data jsonb)`,
  );
}

/** Newest first, after the notification a page ended with. */
export async function selectNotifications(
  tx: TxCtx,
  query: { unread: boolean; after: string | undefined; limit: number },
): Promise<Notification[]> {
  let rows = tx.db
    .selectFrom("notifications")
    .select(["id", "type", "title", "data", "read_at", "created_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(query.limit);
  if (query.unread) rows = rows.where("read_at", "is", null);
  if (query.after) {
    rows = rows.where(
      isBeforeRow({
        table: "notifications",
        workspaceId: tx.workspaceId,
        order: ["created_at", "id"],
        cursor: query.after,
      }),
    );
  }
  return rows.execute();
}

export async function countUnread(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("notifications")
    .select((eb) => eb.fn.countAll<number>().as("unread"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow();
  return row.unread;
}

/** Marks what is unread; returns how many that were. */
export async function updateRead(tx: TxCtx, { ids, until }: MarkNotificationsRead): Promise<number> {
  let rows = tx.db
    .updateTable("notifications")
    .set({ read_at: tx.now().toISOString() })
    .where("workspace_id", "=", tx.workspaceId)
    .where("read_at", "is", null);
  if (ids) rows = rows.where("id", "in", ids);
  // Postgres counts in microseconds; what is written at the same millisecond was seen as well.
  if (until) rows = rows.where(sql<boolean>`created_at < ${until}::timestamptz + interval '1 millisecond'`);
  const { numUpdatedRows } = await rows.executeTakeFirst();
  return Number(numUpdatedRows);
}
