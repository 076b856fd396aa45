import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { bounceAsRecipient } from "@/lib/operations/test-mailbox/bounce-as-recipient";
import { MailboxRef } from "@/lib/operations/test-mailbox/schemas";

/** POST /api/mailbox/messages/:messageId/bounce → what became of it */
export const POST = workspaceRoute({
  input: { params: MailboxRef },
  feature: "testMailbox",
  handler: (ctx, { params }) => bounceAsRecipient(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
