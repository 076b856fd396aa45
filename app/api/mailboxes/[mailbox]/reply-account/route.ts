import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { connectReplies } from "@/lib/outreach/mailbox/connect-replies";
import { disconnectReplies } from "@/lib/outreach/mailbox/disconnect-replies";
import { ConnectReplies, MailboxRef } from "@/lib/outreach/mailbox/schemas";

/** PUT /api/mailboxes/:mailbox/reply-account { workspace_id, type: "imap", data } → { mailbox, test }: its answers are read from now on */
export const PUT = workspaceRoute({
  input: { params: MailboxRef, body: ConnectReplies },
  handler: (ctx, { params, body }) => connectReplies(ctx, { ...params, ...body }),
});

/** DELETE /api/mailboxes/:mailbox/reply-account?workspace_id= → the mailbox, whose answers are not read any more */
export const DELETE = workspaceRoute({
  input: { params: MailboxRef },
  handler: (ctx, { params }) => disconnectReplies(ctx, params),
});

export const { GET, POST, PATCH, OPTIONS } = otherMethods({ PUT, DELETE });
