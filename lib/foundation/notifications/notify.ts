import type { TxCtx } from "@/lib/platform/transaction";
import { insertNotifications, type NewNotification } from "./store";

/** Tells the founders of the workspace something, in the caller's transaction. The caller has checked what its actor may do. */
export async function notify(tx: TxCtx, notifications: readonly NewNotification[]): Promise<void> {
  if (notifications.length > 0) await insertNotifications(tx, notifications);
}
