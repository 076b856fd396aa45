import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { MailboxRef, ReadReplies } from "@/lib/outreach/mailbox/schemas";

/** PUT /api/mailboxes/:mailbox/replies { workspace_id, read_by_founder } → the pacing of the mailbox */
export const PUT = workspaceRoute({
  input: { params: MailboxRef, body: ReadReplies },
  handler: (ctx, { params, body }) => readReplies(ctx, { ...params, ...body }),
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
