import { requirePermission } from "@/lib/foundation/access/require-permission";
import { confirmUnsubscribe } from "@/lib/outreach/sequence/confirm-unsubscribe";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { getMessage } from "./get-message";
import type { MailboxRef } from "./schemas";

/** Presses the unsubscribe button of a message, as a mail client does (RFC 8058). */
export async function optOutAsRecipient(ctx: WorkspaceCtx, { messageId }: MailboxRef): Promise<{ unsubscribed: true }> {
  requirePermission(ctx, "email.write");
  const { headers } = await getMessage(ctx, { messageId });
  const link = headers.find(({ name }) => name === "list-unsubscribe")?.value ?? "";
  const token = /\/u\/([0-9a-f]{48})\b/.exec(link)?.[1];
  const done = token === undefined ? null : await confirmUnsubscribe(ctx, token);
  if (done) return { unsubscribed: true };
  throw new AppError("conflict", "This message has no unsubscribe button: it is an answer of yours.", {
    code: "mailbox_message.no_unsubscribe",
  });
}
