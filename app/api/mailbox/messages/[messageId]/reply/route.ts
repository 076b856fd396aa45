import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { replyAsRecipient } from "@/lib/operations/test-mailbox/reply-as-recipient";
import { MailboxRef, RecipientReply } from "@/lib/operations/test-mailbox/schemas";

/** POST /api/mailbox/messages/:messageId/reply { text } → what became of it */
export const POST = workspaceRoute({
  input: { params: MailboxRef, body: RecipientReply },
  feature: "testMailbox",
  handler: (ctx, { params, body }) => replyAsRecipient(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
