import { parseMessage } from "@/lib/company/mail/parse-message";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { requireMailbox, MAX_KEPT } from "./kept-messages";
import { ownMessages } from "./own-messages";
import type { MailboxMessageDetail, MailboxRef } from "./schemas";

/** One message as the recipient sees it, or 404 `mailbox_message.not_found`; another workspace's looks like none. */
export async function getMessage(ctx: WorkspaceCtx, { messageId: id }: MailboxRef): Promise<MailboxMessageDetail> {
  requirePermission(ctx, "email.read");
  const mailbox = requireMailbox();
  const kept = (await mailbox.listMessages(MAX_KEPT)).find((message) => message.id === id);
  const own = kept && (await ownMessages(ctx, [kept.messageId])).get(kept.messageId);
  const bytes = own ? await mailbox.readMessage(id) : null;
  if (!kept || !own || !bytes) {
    throw new AppError("not_found", "There is no such message in this workspace's test mailbox.", {
      code: "mailbox_message.not_found",
    });
  }
  const { from, text, html, headers, subject } = await parseMessage(bytes);
  return {
    ...own,
    id,
    subject,
    received_at: kept.receivedAt,
    from: from === null ? "" : from.name === "" ? from.address : `${from.name} <${from.address}>`,
    text,
    html,
    headers,
  };
}
