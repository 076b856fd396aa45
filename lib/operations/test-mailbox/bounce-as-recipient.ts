import { ReplyReport, type ReplyAnswer } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { receiveReply } from "@/lib/metering/events/receive-reply";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getMessage } from "./get-message";
import { composeBounce } from "./recipient-message";
import type { MailboxRef } from "./schemas";

/** Lets a message come back: the report of a mail server without such a mailbox goes the way of every received message. */
export async function bounceAsRecipient(ctx: WorkspaceCtx, { messageId }: MailboxRef): Promise<ReplyAnswer> {
  requirePermission(ctx, "email.write");
  const raw = await composeBounce(await getMessage(ctx, { messageId }));
  return receiveReply(ctx, ReplyReport.parse({ raw }));
}
