import type { ReplyAnswer } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { comeBack } from "./come-back";
import { getMessage } from "./get-message";
import { composeBounce } from "./recipient-message";
import type { MailboxRef } from "./schemas";

/** Lets a message come back: the report of a mail server without such a mailbox goes the way of every received message. */
export async function bounceAsRecipient(ctx: WorkspaceCtx, { messageId }: MailboxRef): Promise<ReplyAnswer> {
  requirePermission(ctx, "email.write");
  const mail = await getMessage(ctx, { messageId });
  return comeBack(ctx, mail, await composeBounce(mail));
}
