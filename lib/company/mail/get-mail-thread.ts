import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { MailThreadDetail, MailThreadRef } from "./schemas";
import { shownThread } from "./shown-thread";
import { findThread } from "./store-conversations";
import { selectReceived } from "./store-inbound";
import { selectSent } from "./store-outbound";

/** One conversation with everything that was received and sent, oldest first, or 404 `mail_thread.not_found`. */
export async function getMailThread(ctx: WorkspaceCtx, ref: MailThreadRef): Promise<MailThreadDetail> {
  requirePermission(ctx, "email.read");
  return withReadTransaction(ctx, async (tx) => {
    const thread = await findThread(tx, ref);
    if (!thread) {
      throw new AppError("not_found", "There is no such conversation here.", { code: "mail_thread.not_found" });
    }
    const { threadId } = ref;
    return {
      thread: shownThread(thread),
      received: await selectReceived(tx, threadId),
      sent: await selectSent(tx, threadId),
    };
  });
}
